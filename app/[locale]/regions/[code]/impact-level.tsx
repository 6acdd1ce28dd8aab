import { formatCount, formatShare } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { ImpactLevelAnswer } from '@/lib/service/get-impact-level'
import { formatAge } from '@/lib/time/format'
import type { Reading } from '../../_overview/reading'
import styles from './region.module.css'

function Made({ answer, reading: { locale } }: { answer: ImpactLevelAnswer; reading: Reading }) {
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const { share, hours, services, service, serviceDays, denominator } = answer
  if (share?.best == null || hours === null || service === null || serviceDays === null) return null
  const percent = formatShare({ low: share.best, best: share.best, high: share.best }, locale) ?? ''
  const named = (one: typeof service) => w(`lack.${one}`)
  const list = new Intl.ListFormat(locale).format(services.map((one) => w(`service.${one}`).toLocaleLowerCase(locale)))
  return (
    <>
      <p>
        {t('impactInputs', { share: percent, service: named(service), hours: formatAge(hours, locale), services: services.length, list })}
      </p>
      <p>
        {t('impactSum', {
          share: percent,
          hours: String(Math.round(hours)),
          services: String(services.length),
          days: formatCount(Math.round(serviceDays * 100) / 100, locale),
        })}
      </p>
      {denominator?.kind === 'estimated' && <p>{t('impactEstimate')}</p>}
    </>
  )
}

/** The impact level of one region with every input it was worked out from; "not rated" where one is missing. */
export function ImpactLevelOf({ answer, reading }: { answer: ImpactLevelAnswer; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const missing = [
    answer.services.length === 0 && t('impactWhy.services'),
    answer.services.length > 0 && answer.share === null && t('impactWhy.share'),
    answer.share !== null && answer.hours === null && t('impactWhy.hours'),
  ].filter((why) => why !== false)
  const from = (level: number) => formatCount(answer.scale.find((step) => step.level === level)?.serviceDays ?? 0, locale)
  return (
    <>
      <h2 id="level-title">{t('impactTitle')}</h2>
      <p className={styles.count}>
        <b>{answer.level === null ? t('impactNot') : t('impactLevel', { level: String(answer.level) })}</b>
      </p>
      <div className={styles.made}>
        {answer.level === null && <p>{t('impactMissing', { list: missing.join('; ') })}</p>}
        <Made answer={answer} reading={reading} />
      </div>
      <p className={styles.how}>{t('impactScale', { two: from(2), three: from(3), four: from(4) })}</p>
    </>
  )
}
