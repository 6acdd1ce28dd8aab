'use client'

import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import type { Messages } from './catalogue'
import type { Locale } from './locale'

/** Gives client components their words: `useTranslations('map')`, `useLocale()` from use-intl work below it. */
export function WordsProvider({ locale, messages, children }: { locale: Locale; messages: Partial<Messages>; children: ReactNode }) {
  return (
    <IntlProvider locale={locale} messages={messages as Messages} timeZone="UTC">
      {children}
    </IntlProvider>
  )
}
