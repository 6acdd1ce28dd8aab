import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Live } from '@/app/_live/live'
import { liveWords } from '@/app/_live/live-words'
import { NavigationLine } from '@/app/_live/navigation-line'
import { signedInOfPage } from '@/app/_session/page-context'
import { siteAddress } from '@/app/_share/site-address'
import { Footer } from '@/app/_ui/footer'
import { Masthead } from '@/app/_ui/masthead'
import { NotFoundDocument } from '@/app/_ui/not-found-document'
import { isLocale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { ledgerState } from '@/lib/service/ledger-state'
import { otherTerritories } from '@/lib/service/other-territories'
import { answerWithStatus } from '@/lib/service/page-request'
import { formatInstant } from '@/lib/time/format'
import '@/app/_ui/tokens.css'
import '@/app/_ui/base.css'

interface Props {
  params: Promise<{ locale: string }>
  children: ReactNode
}

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fafaf8' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1216' },
  ],
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'shell')
  return {
    metadataBase: await siteAddress(),
    title: { default: t('name'), template: `%s · ${t('name')}` },
    description: t('description'),
    manifest: `/${locale}/manifest.webmanifest`,
    formatDetection: { telephone: false, date: false, address: false, email: false },
  }
}

/** The frame of every page in one language. */
export default async function Frame({ params, children }: Props) {
  const { locale } = await params
  await connection()
  if (!isLocale(locale)) {
    answerWithStatus(404)
    return <NotFoundDocument />
  }
  const t = translator(locale, 'shell')
  const [{ zone, ...state }, signedIn] = await Promise.all([ledgerState(), signedInOfPage()])
  const drawnAt = (form: 'short' | 'long') => formatInstant(state.at, { locale, zone, form })
  // What is drawn for somebody who is signed in is not kept in the browser.
  const keep = signedIn === null ? drawnAt('long') : undefined
  return (
    <html lang={locale} data-keep={keep} data-zone={zone}>
      <body>
        <a className="skip" href="#main">
          {t('skip')}
        </a>
        <NavigationLine label={translator(locale, 'live')('loading')} />
        <Masthead locale={locale} reviews={signedIn !== null && signedIn.actor.role !== 'contributor'} />
        <Live locale={locale} zone={zone} drawn={{ ...state, words: drawnAt('short') }} words={liveWords(locale, drawnAt('long'))} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
        <Footer locale={locale} others={otherTerritories()} />
      </body>
    </html>
  )
}
