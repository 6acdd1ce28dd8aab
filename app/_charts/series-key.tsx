import { markFill, type StandingMark } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './series-chart.module.css'
import { colours, stripHeight } from './series-option'

const sample = 22
const strips = [
  { word: 'key.noFigure', mark: { kind: 'noFigure' } },
  { word: 'key.stale', mark: { kind: 'stale', step: null } },
  { word: 'key.notReported', mark: { kind: 'notReported' } },
] as const satisfies readonly { word: string; mark: StandingMark }[]

/** What the lines, chevrons and strips of a chart mean, each beside its drawing. */
export function SeriesKey({ locale, drawing }: { locale: Locale; drawing: string }) {
  const t = translator(locale, 'chart')
  const strip = { width: sample, height: stripHeight }
  return (
    <ul className={styles.key}>
      <li>
        <svg width={sample} height="12" aria-hidden="true">
          <rect y="1" width={sample} height="10" fill={colours.band} />
          <path d={`M0 10H${sample}`} stroke={colours.line} strokeWidth="2" />
        </svg>
        {t('key.figure')}
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <path d="M2 9l4-5 4 5" fill="none" stroke={colours.line} strokeWidth="1.5" />
        </svg>
        {t('key.open')}
      </li>
      <li>
        <svg {...strip} aria-hidden="true">
          <rect {...strip} fill={colours.line} />
        </svg>
        {t('key.reported')}
      </li>
      {strips.map(({ word, mark }) => (
        <li key={word}>
          <svg {...strip} aria-hidden="true">
            <rect {...strip} fill={markFill(mark, drawing)} />
          </svg>
          {t(word)}
        </li>
      ))}
      <li>
        <svg {...strip} aria-hidden="true">
          <rect x="1" y="1" width={sample - 2} height={stripHeight - 2} fill={colours.page} stroke={colours.light} strokeWidth="2" />
        </svg>
        {t('key.restored')}
      </li>
    </ul>
  )
}
