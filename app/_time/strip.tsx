import { PatternDefs } from '@/app/_ui/patterns'
import { markFill } from '@/app/_ui/standing-mark'
import { formatCell, formatShort } from '@/lib/i18n/numbers'
import { formatPrecise } from '@/lib/time/format'
import type { StripEvent } from './events'
import type { National, Peak } from './national'
import { above, across, namedDays, strip, wide } from './strip-scale'
import styles from './time-strip.module.css'
import type { TimeSpeech } from './time-words'

const drawing = 'time'
const chevron = 'm-3.5 4 3.5-4 3.5 4'

const isoOf = (time: number) => new Date(time).toISOString()

/** The day a time belongs to, short. */
const dayOf = (time: number, { locale, zone }: TimeSpeech) =>
  formatPrecise({ time: isoOf(time), precision: 'day' }, { locale, zone, form: 'short' })

/** A link to the page at a moment, and what is known of it in a line. */
export interface MomentLink {
  start: number
  end: number
  href: string
  title: string
}

function Scale({ national: { top }, speech }: { national: National; speech: TimeSpeech }) {
  return (
    <g className={styles.scale}>
      {[top / 2, top].map((count) => (
        <g key={count}>
          <line x1="0" x2="100%" y1={above(count, top)} y2={above(count, top)} />
          <text y={above(count, top) - 4}>{formatShort(count, speech.locale)}</text>
        </g>
      ))}
    </g>
  )
}

/** The range as a band, the best as a line over its time, an open end as a chevron; nothing between figures that do not touch. */
function Curve({ national }: { national: National }) {
  const { bars, top } = national
  const place = (start: number, end: number) => ({ x: across(start, national), width: wide(start, end, national) })
  return (
    <>
      {bars.map(({ start, end, best }) => (
        <rect key={start} className={styles.area} {...place(start, end)} y={above(best, top)} height={strip.base - above(best, top)} />
      ))}
      {bars.map(({ start, end, low, best, high }) => {
        const [upper, lower] = [above(high ?? best, top), above(low ?? 0, top)]
        return upper < lower && <rect key={start} className={styles.band} {...place(start, end)} y={upper} height={lower - upper} />
      })}
      {bars.map(({ start, end, best, high }, at) => {
        const before = bars[at - 1]
        const y = above(best, top)
        return (
          <g key={start} className={styles.line}>
            {before?.end === start && (
              <line x1={across(start, national)} x2={across(start, national)} y1={above(before.best, top)} y2={y} />
            )}
            <line x1={across(start, national)} x2={across(end, national)} y1={y} y2={y} />
            {high === null && (
              <svg x={across((start + end) / 2, national)} y={y - 8} className={styles.open} aria-hidden="true">
                <path d={chevron} />
              </svg>
            )}
          </g>
        )
      })}
    </>
  )
}

function Runs({ national }: { national: National }) {
  return national.strip.map(({ start, end, mark }) => (
    <rect
      key={start}
      className={mark.kind === 'restored' ? styles.back : undefined}
      x={across(start, national)}
      width={wide(start, end, national)}
      y={strip.runs}
      height={strip.runHeight}
      fill={mark.kind === 'reported' ? 'var(--line)' : markFill(mark, drawing)}
    />
  ))
}

/** The highest sum of the period, said beside it on the side that has room. */
function PeakLabel({ peak, national, speech }: { peak: Peak; national: National; speech: TimeSpeech }) {
  const { t, words, locale } = speech
  const { bar, units, regions } = peak
  const toLeft = bar.start - national.from > (national.to - national.from) / 2
  const unit = new Intl.ListFormat(locale).format(units.map((one) => words(`unitPlural.${one}`)))
  const at = { x: across(toLeft ? bar.start : bar.end, national), dx: toLeft ? -6 : 6, textAnchor: toLeft ? 'end' : 'start' } as const
  return (
    <g className={styles.peak}>
      <text {...at} y={strip.top - 2}>
        {formatCell(bar, locale)}
      </text>
      <text {...at} y={strip.top + 12}>
        {unit}
        <tspan className={styles.wideOnly}> {t('peakRegions', { count: regions })}</tspan>, {dayOf(bar.start, speech)}
      </text>
    </g>
  )
}

function Axis({ national, dayStarts, speech }: { national: National; dayStarts: readonly number[]; speech: TimeSpeech }) {
  const days = namedDays(national, dayStarts)
  return (
    <g className={styles.axis}>
      <line x1="0" x2="100%" y1={strip.base} y2={strip.base} />
      {days.map(({ at, isMinor }, index) => (
        <text
          key={at}
          x={across(at, national)}
          y={strip.axis}
          textAnchor={index === 0 ? 'start' : 'middle'}
          className={isMinor ? styles.wideOnly : undefined}
        >
          {dayOf(at, speech)}
        </text>
      ))}
      <text x="100%" y={strip.axis} textAnchor="end">
        {dayOf(national.to - 1, speech)}
      </text>
    </g>
  )
}

/** Where incidents began. A tick leads to its incident; of several on one day, to the list below. */
function Ticks({ events, national, speech }: { events: readonly StripEvent[]; national: National; speech: TimeSpeech }) {
  const { t } = speech
  return (
    <g className={styles.ticks}>
      {events.map(({ at, day, incidents }) => {
        const [first] = incidents
        const isOne = incidents.length === 1
        const title = isOne ? first?.title : t('eventsOn', { count: incidents.length, day: dayOf(at, speech) })
        return (
          <a key={day} href={isOne ? first?.href : `#began-${day}`} aria-label={title}>
            <title>{title}</title>
            <svg x={across(at, national)} y={strip.ticks} aria-hidden="true">
              <rect x="-9" y="-4" width="18" height="16" />
              <path d="M-4.5 8 0 0l4.5 8z" />
              {!isOne && (
                <text y="18" textAnchor="middle">
                  {incidents.length}
                </text>
              )}
            </svg>
          </a>
        )
      })}
    </g>
  )
}

interface Props {
  national: National
  events: readonly StripEvent[]
  links: readonly MomentLink[]
  dayStarts: readonly number[]
  speech: TimeSpeech
}

/** The curve of the whole over the period, where anything is known, what began when, and a link to each moment. No handle: that moves. */
export function Strip({ national, events, links, dayStarts, speech }: Props) {
  const shades = [...new Set(national.strip.flatMap(({ mark }) => (mark.kind === 'stale' ? [mark.step === null ? 0 : mark.step + 1] : [])))]
  return (
    <svg className={styles.strip} height={strip.height} aria-label={speech.t('title')}>
      <PatternDefs drawing={drawing} shades={shades} />
      {national.bars.length > 0 && <Scale national={national} speech={speech} />}
      <Curve national={national} />
      <Runs national={national} />
      <Axis national={national} dayStarts={dayStarts} speech={speech} />
      {national.peak && <PeakLabel peak={national.peak} national={national} speech={speech} />}
      <g className={styles.moments}>
        {links.map(({ start, end, href, title }) => (
          <a key={end} href={href}>
            <title>{title}</title>
            <rect
              x={across(start, national)}
              width={wide(start, end, national)}
              y={strip.top}
              height={strip.runs + strip.runHeight - strip.top}
            />
          </a>
        ))}
      </g>
      <Ticks events={events} national={national} speech={speech} />
    </svg>
  )
}
