import { isLocale, type Locale, locales } from '@/lib/i18n/locale'

/** What can be wrong with a sign-in. */
export const signInFaults = ['required', 'unknown', 'tooMany', 'foreign', 'notNow'] as const
export type SignInFault = (typeof signInFaults)[number]

export const isSignInFault = (text: unknown): text is SignInFault => signInFaults.some((fault) => fault === text)

/** A language as a form sends it. */
export function localeIn(form: FormData): Locale {
  const locale = form.get('locale')
  return typeof locale === 'string' && isLocale(locale) ? locale : locales[0]
}

/** A page of ours to go to afterwards; null for any other address. */
export function nextPage(next: unknown): string | null {
  return typeof next === 'string' && /^\/(en|uk)(\/[\w-]+)*$/.test(next) ? next : null
}

/** The sign-in page with what was wrong, and where the way led. */
export function signInAgain(locale: Locale, fault: SignInFault, next: string | null): string {
  return `/${locale}/sign-in?${new URLSearchParams({ fault, ...(next !== null && { next }) })}`
}
