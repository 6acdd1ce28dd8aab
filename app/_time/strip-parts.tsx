import type { Series, Step } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import type { StripEvent } from './events'
import { bucketAt, type Summed, tallyOf } from './frames'
import { momentText, tallyText } from './moment-text'
import { type Moment, stepFrom } from './moments'
import { Sign } from './sign'
import type { MomentLink } from './strip'
import styles from './time-strip.module.css'
import { sliderWords, type TimeSpeech } from './time-words'

const mostLinks = 62

/** A link for each day or week; over a long period for as many as can be told apart. */
export function linksOf(
  { series, unit }: { series: Series; unit: Summed },
  moments: readonly Moment[],
  href: (moment: Moment) => string,
  speech: TimeSpeech,
): MomentLink[] {
  const words = sliderWords(speech, 'day')
  const every = Math.ceil(moments.length / mostLinks)
  const kept = moments.filter((_, index) => (moments.length - 1 - index) % every === 0)
  return kept.map((moment, index) => {
    const bucket = bucketAt(series, moment.end)
    const [state] = bucket ? tallyText(tallyOf(bucket, unit), speech.locale, words) : []
    const start = kept[index - 1]?.end ?? Date.parse(series.from)
    const title = speech.t('bucket', { moment: momentText(moment.asOf, speech, 'short'), state: state ?? '–' })
    return { start, end: moment.end, href: href(moment), title }
  })
}

/** To the beginning, a step back, a step on, to the end: as links. */
export function PlainSteps({
  moments,
  at,
  href,
  step,
  speech,
}: {
  moments: readonly Moment[]
  at: number
  href: (moment: Moment) => string
  step: Step
  speech: TimeSpeech
}) {
  const { t } = speech
  const ways = [
    { sign: 'start', label: t('toStart'), to: 0 },
    { sign: 'previous', label: t(`previous.${step}`), to: stepFrom(moments, at, -1) },
    { sign: 'next', label: t(`next.${step}`), to: stepFrom(moments, at, 1) },
    { sign: 'end', label: t('toEnd'), to: moments.length - 1 },
  ] as const
  return (
    <p className={styles.buttons}>
      {ways.map(({ sign, label, to }) => {
        const moment = moments[to]
        return (
          moment && (
            <a key={sign} href={href(moment)} aria-label={label} title={label}>
              <Sign name={sign} />
            </a>
          )
        )
      })}
    </p>
  )
}

export function Began({ events, count, speech }: { events: readonly StripEvent[]; count: number; speech: TimeSpeech }) {
  if (count === 0) return null
  return (
    <details className={styles.began}>
      <summary>{speech.t('events', { count })}</summary>
      <ol>
        {events.map(({ day, incidents }) => (
          <li key={day} id={`began-${day}`}>
            <span>{momentText(day, speech, 'short')}</span>
            <ul>
              {incidents.map(({ title, href }) => (
                <li key={href}>
                  <a href={href}>{title}</a>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </details>
  )
}

export function Heading({
  service,
  units,
  hasSum,
  speech,
}: {
  service: Service
  units: readonly string[]
  hasSum: boolean
  speech: TimeSpeech
}) {
  const { t, words, locale } = speech
  const list = new Intl.ListFormat(locale).format(units)
  return (
    <div className={styles.heading}>
      <h2 id="time-title">{t('title')}</h2>
      <p className="dek">
        {hasSum ? t('sum', { without: words(`without.${service}`) }) : t('noSum')}{' '}
        {units.length > 0 && t(units.length > 1 ? 'units' : 'unit', { units: list })}
      </p>
    </div>
  )
}
