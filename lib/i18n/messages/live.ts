/** Words of the connection, the last good view, the installed shell. */
export const live = { en: {}, uk: {} } as const
