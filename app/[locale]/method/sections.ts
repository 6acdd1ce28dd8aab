/** The order of the page: groups of sections; each name is an address on it. */
export const groups = {
  numbers: [
    'track',
    'standing',
    'shelf-lives',
    'alternatives',
    'parts',
    'several-incidents',
    'parent-child',
    'shared',
    'nation-wide',
    'units',
    'not-counted',
    'restored',
    'occupied',
    'basis',
  ],
  amounts: ['share', 'over-time', 'household-hours', 'reliability', 'level'],
  times: ['clocks', 'precision'],
  places: ['borders'],
  care: ['guard', 'corrections', 'limits'],
} as const
export type GroupId = keyof typeof groups
export type SectionId = (typeof groups)[GroupId][number]

export const groupIds = Object.keys(groups) as GroupId[]
