import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Notice } from '@/app/_ui/notice'
import { isLocale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

interface Props {
  params: Promise<{ locale: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  return isLocale(locale) ? { title: translator(locale, 'live')('offlineTitle'), robots: { index: false } } : {}
}

/** What the service worker answers with where there is no network and no copy; it writes what there is into the list. */
export default async function Offline({ params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const t = translator(locale, 'live')
  return (
    <Notice
      title={t('offlineTitle')}
      actions={
        // biome-ignore lint/a11y/useValidAnchor: the address that was asked for, whatever it is: this page stands in for it
        <a className="button" href="">
          {t('tryAgain')}
        </a>
      }
    >
      <p>{t('offlineText')}</p>
      <h2>{t('keptPages')}</h2>
      <ul id="kept-pages" />
      <p className="second">{t('noKeptPages')}</p>
    </Notice>
  )
}
