/** What the page can tell of a row that was tried again. */
export const allMended = ['accepted', 'duplicate', 'left', 'missing', 'foreign', 'notNow'] as const
export type Told = (typeof allMended)[number]
