/** Words of the page of method: every rule in words. */
export const method = { en: {}, uk: {} } as const
