/** Words of the time slider. */
export const time = { en: {}, uk: {} } as const
