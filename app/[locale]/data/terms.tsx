import { translator } from '@/lib/i18n/translator'
import { Block } from './block'
import styles from './data.module.css'
import type { Told } from './told'

const stays = ['promiseRoutes', 'promiseUnknown', 'promiseIds', 'promiseErrors'] as const
const comes = ['mayNew', 'mayValues', 'mayOrder', 'mayCursors'] as const
const licences = ['termsRecords', 'termsBoundaries', 'termsCounts', 'termsSoftware'] as const

/** What clients may build on, and what they have to bear. */
export function Stability({ told: { locale } }: { told: Told }) {
  const t = translator(locale, 'data')
  return (
    <Block id="promise" title={t('promise')} dek={t('promiseDek')}>
      <ul className={styles.points}>
        {stays.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p className={styles.note}>{t('promiseMay')}</p>
      <ul className={styles.points}>
        {comes.map((key) => (
          <li key={key}>{t(key)}</li>
        ))}
      </ul>
      <p className={styles.note}>{t('promiseBreak')}</p>
    </Block>
  )
}

/** Whose the records, the boundaries and the counts are, and how often one may ask. */
export function Terms({ told: { locale, requestsPerMinute } }: { told: Told }) {
  const t = translator(locale, 'data')
  const limit = requestsPerMinute === 0 ? t('termsNoLimit') : t('termsLimit', { requests: requestsPerMinute })
  return (
    <Block id="terms" title={t('terms')}>
      <ul className={styles.points}>
        {[...licences.map((key) => t(key)), limit, t('termsPrivacy')].map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
    </Block>
  )
}

/** How to name one figure, and the whole as it stood at one moment. */
export function Cite({ told: { locale, site, at, ledgerSeq } }: { told: Told }) {
  const t = translator(locale, 'data')
  const name = translator(locale, 'shell')('name')
  const time = `${at.slice(0, 16)}Z`
  return (
    <Block id="cite" title={t('cite')}>
      <p className={styles.note}>{t('citeFigure')}</p>
      <p className={styles.note}>{t('citeWhole')}</p>
      <p className={styles.citation}>
        {t('citation', {
          name,
          seq: String(ledgerSeq ?? '—'),
          time: time.replace('T', ' ').replace('Z', ''),
          address: new URL(`/${locale}/data`, site).href,
        })}
      </p>
      <p className={styles.note}>{t('citeAgain', { time: `${at.slice(0, 19)}Z` })}</p>
    </Block>
  )
}
