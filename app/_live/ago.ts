import type { Locale } from '@/lib/i18n/locale'

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** How long ago a moment was, in whole minutes, from two hours on in hours and from two days on in days; null for less than a minute. */
export function agoWords(at: string, now: number, locale: Locale): string | null {
  const passed = now - Date.parse(at)
  if (!(passed >= minute)) return null
  const [unit, length] =
    passed < 2 * hour ? (['minute', minute] as const) : passed < 2 * day ? (['hour', hour] as const) : (['day', day] as const)
  return new Intl.RelativeTimeFormat(locale, { numeric: 'always' }).format(-Math.floor(passed / length), unit)
}
