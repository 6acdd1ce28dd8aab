/** Words of the pages of regions. */
export const region = { en: {}, uk: {} } as const
