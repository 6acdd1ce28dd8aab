/** The overview page. */
export const dashboard = {
  en: { title: 'Now' },
  uk: { title: 'Зараз' },
} as const
