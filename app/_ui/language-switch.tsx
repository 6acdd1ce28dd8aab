'use client'

import Link from 'next/link'
import { usePathname, useSearchParams } from 'next/navigation'
import type { Locale } from '@/lib/i18n/locale'

const languages = [
  { locale: 'en', short: 'EN', name: 'English' },
  { locale: 'uk', short: 'УК', name: 'Українська' },
] as const

/** The same view in the other language: path and query stay, only the first part of the address changes. */
export function LanguageSwitch({ className, locale }: { className?: string; locale: Locale }) {
  const rest = usePathname().split('/').slice(2).join('/')
  const query = useSearchParams().toString()
  const address = (to: Locale) => `/${to}${rest && `/${rest}`}${query && `?${query}`}`
  return (
    <div className={className}>
      {languages.map(({ locale: to, short, name }) => (
        <Link key={to} href={address(to)} lang={to} hrefLang={to} aria-current={to === locale ? 'true' : undefined} prefetch={false}>
          {short}
          <span className="visually-hidden"> {name}</span>
        </Link>
      ))}
    </div>
  )
}
