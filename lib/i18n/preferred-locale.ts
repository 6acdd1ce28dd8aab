import { isLocale, type Locale, locales } from './locale'

/** The language of ours that an Accept-Language header likes best (RFC 9110, 12.5.4); the first of ours where it names none. */
export function preferredLocale(acceptLanguage: string | null): Locale {
  const wishes = (acceptLanguage ?? '').split(',').map((item) => {
    const [range = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
    const q = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1)
    return { language: range.split('-')[0] ?? '', q: Number.isFinite(q) ? q : 0 }
  })
  const known = wishes.filter(({ language, q }) => isLocale(language) && q > 0)
  const best = known.reduce((a, b) => (b.q > a.q ? b : a), { language: '', q: 0 }).language
  return isLocale(best) ? best : locales[0]
}
