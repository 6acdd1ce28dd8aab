import { operations } from '@/lib/http/operations'
import { translator } from '@/lib/i18n/translator'
import { Block } from './block'
import styles from './data.module.css'
import type { Told } from './told'

/** Feeds and the calendar, each with the address to subscribe to. */
export function Feeds({ told: { locale, site, exampleRegion: region } }: { told: Told }) {
  const t = translator(locale, 'data')
  const language = locale === 'en' ? '' : `?lang=${locale}`
  const scheduled = `/api/v1/calendar.ics?${new URLSearchParams({ kind: 'scheduled', region, ...(locale !== 'en' && { lang: locale }) })}`
  const electric = new URLSearchParams({ region, service: 'electricity', lang: locale })
  const feeds = [
    { name: 'Atom', href: `/api/v1/feed.atom${language}`, says: t('atomSays') },
    { name: 'JSON Feed', href: `/api/v1/feed.json${language}`, says: t('jsonFeedSays') },
    { name: 'iCalendar', href: `/api/v1/calendar.ics${language}`, says: t('calendarSays') },
    { name: 'iCalendar', href: scheduled, says: t('scheduledSays', { code: region }) },
    { name: 'OGC API', href: operations.getLandingPage.path, says: t('ogcSays') },
  ]
  return (
    <Block id="feeds" title={t('feeds')} dek={t('feedsDek')}>
      <dl className={styles.feeds}>
        {feeds.map(({ name, href, says }) => (
          <div key={href}>
            <dt>{name}</dt>
            <dd>
              {says}
              <a className={styles.address} href={href}>
                {new URL(href, site).href}
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.note}>{t.rich('narrowed', { link: (words) => <a href={`/api/v1/feed.atom?${electric}`}>{words}</a> })}</p>
    </Block>
  )
}

/** How to keep a copy of the ledger that stays right. */
export function Copies({ told: { locale } }: { told: Told }) {
  const t = translator(locale, 'data')
  const link = (href: string) => ({ link: (words: React.ReactNode) => <a href={href}>{words}</a> })
  return (
    <Block id="copies" title={t('copies')} dek={t('copiesDek')}>
      <ol className={styles.steps}>
        <li>{t.rich('copyFirst', link('/api/v1/changes'))}</li>
        <li>{t('copySecond')}</li>
        <li>{t.rich('copyThird', link('#op-streamChanges'))}</li>
        <li>{t.rich('copyFourth', link('#op-createWebhook'))}</li>
      </ol>
    </Block>
  )
}
