/** Words of the page of sources: coverage, reconciliation, rows kept back. */
export const sources = { en: {}, uk: {} } as const
