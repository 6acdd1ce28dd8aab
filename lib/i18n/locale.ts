/** The languages of every page; the first is the one for a reader whose language we do not have. */
export const locales = ['en', 'uk'] as const
export type Locale = (typeof locales)[number]

/** Whether a part of an address names a language of ours. */
export const isLocale = (text: string): text is Locale => locales.some((locale) => locale === text)
