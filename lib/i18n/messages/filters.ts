/** Words of choosing a view: the filters, the clocks and what has changed since. */
export const filters = { en: {}, uk: {} } as const
