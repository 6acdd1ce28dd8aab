/** Words of the ranked table: sorting, finding, what a row tells beyond its figure. */
export const table = { en: {}, uk: {} } as const
