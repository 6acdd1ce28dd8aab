/** Words of the page of one report. */
export const report = { en: {}, uk: {} } as const
