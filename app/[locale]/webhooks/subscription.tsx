import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Webhook } from '@/lib/schema/webhook'
import { mostAttempts } from '@/lib/service/deliver-webhook'
import { formatInstant } from '@/lib/time/format'
import { act } from './act'
import { LetterTable, statusWords } from './letter-table'
import styles from './webhooks.module.css'

interface Props {
  webhook: Webhook
  locale: Locale
  zone: string
  /** The name of a region by its code. */
  nameOf: (code: string) => string
}

function standingOf({ endedAt, failingSince, deliveredAt }: Webhook): ['ended' | 'failing' | 'well' | 'fresh', string] {
  if (endedAt !== null) return ['ended', endedAt]
  if (failingSince !== null) return ['failing', failingSince]
  return deliveredAt === null ? ['fresh', ''] : ['well', deliveredAt]
}

/** One subscription: where to, of what, how it stands, what could not be delivered and what was, and what can be done. */
export function Subscription({ webhook, locale, zone, nameOf }: Props) {
  const t = translator(locale, 'webhooks')
  const w = translator(locale, 'words')
  const time = (instant: string) => formatInstant(instant, { locale, zone, form: 'long' })
  const { id, url, label, region, service, createdAt, status, dueAt, attempts, failingSince, endedAt } = webhook
  const [standing, since] = standingOf(webhook)
  const chosen = [
    region.length > 0 && t('regions', { names: region.map(nameOf).join(', ') }),
    service.length > 0 && t('services', { names: service.map((each) => w(`service.${each}`)).join(', ') }),
  ].filter((line) => line !== false)
  const isStuck = webhook.deadTotal > 0 || endedAt !== null
  return (
    <li className={styles.subscription} data-standing={standing} id={id}>
      <h3>
        <span className={styles.url}>{url}</span>
        {label !== null && <small>{label}</small>}
      </h3>
      <p className={styles.standing}>
        <b>{t(`standing.${standing}`, { time: since === '' ? '' : time(since) })}</b>{' '}
        {status !== null && (failingSince !== null || endedAt !== null) && t('lastAnswer', { status: statusWords(status, locale) })}{' '}
        {failingSince !== null &&
          endedAt === null &&
          dueAt !== null &&
          t('nextAttempt', { time: time(dueAt), attempt: String(attempts + 1), most: String(mostAttempts) })}
      </p>
      <p className={styles.facts}>
        {(chosen.length === 0 ? [t('everything')] : chosen).map((line) => (
          <span key={line}>{line}</span>
        ))}
        <span>{t('made', { time: time(createdAt) })}</span>
        <span>{t('number', { id })}</span>
      </p>
      {webhook.deadTotal > 0 && (
        <LetterTable letters={webhook.deadLetters} locale={locale} title={t('dead', { count: webhook.deadTotal })} zone={zone}>
          {webhook.deadTotal > webhook.deadLetters.length && <p>{t('deadShown', { shown: String(webhook.deadLetters.length) })}</p>}
        </LetterTable>
      )}
      {webhook.delivered.length > 0 && (
        <details className={styles.more}>
          <summary>{t('delivered', { count: webhook.delivered.length })}</summary>
          <LetterTable letters={webhook.delivered} locale={locale} zone={zone} />
        </details>
      )}
      <form action={act} className={styles.ways}>
        <input name="locale" type="hidden" value={locale} />
        <input name="id" type="hidden" value={id} />
        {isStuck && (
          <button className="button" name="action" type="submit" value="retry">
            {t(webhook.deadTotal > 0 ? 'retry' : 'begin')}
            <span className="visually-hidden"> {url}</span>
          </button>
        )}
        <details className={styles.remove}>
          <summary>
            {t('remove')}
            <span className="visually-hidden"> {url}</span>
          </summary>
          <p>{t('removeText')}</p>
          <button className="button" name="action" type="submit" value="remove">
            {t('removeNow')}
          </button>
        </details>
      </form>
    </li>
  )
}
