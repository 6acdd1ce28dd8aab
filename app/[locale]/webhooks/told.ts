/** What the page can tell of the action that led to it. */
export const allTold = ['retry', 'remove', 'missing', 'notNow', 'foreign'] as const
export type Told = (typeof allTold)[number]
