import { markFill, type StandingMark } from '@/app/_ui/standing-mark'
import { chartPatterns } from './chart-patterns'
import { colours, stripHeight } from './series-option'
import styles from './step-line.module.css'
import type { StepSpeech } from './step-line-words'

const strips = [
  ['reported', { kind: 'reported', step: 4 }],
  ['restored', { kind: 'restored' }],
  ['stale', { kind: 'stale', step: null }],
  ['notReported', { kind: 'notReported' }],
] as const satisfies readonly (readonly [string, StandingMark])[]

const fillOf = (mark: StandingMark) =>
  mark.kind === 'reported' ? colours.line : mark.kind === 'restored' ? colours.light : markFill(mark, chartPatterns)

/** What the marks of the drawings mean, each beside its drawing. */
export function StepLineKey({ speech: { t, words } }: { speech: StepSpeech }) {
  return (
    <ul className={styles.key}>
      <li>
        <svg width="22" height="12" aria-hidden="true">
          <rect y="1" width="22" height="10" fill={colours.band} />
          <path d="M0 10H22" stroke={colours.line} strokeWidth="2" />
        </svg>
        {t('line.key.line')}
      </li>
      <li>
        <svg width="34" height="12" aria-hidden="true">
          <path d="M1 6H33M1 3V9M33 3V9" stroke={colours.value} />
          <circle cx="17" cy="6" r="4" fill={colours.value} />
        </svg>
        {t('line.key.day')}
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <circle cx="6" cy="6" r="4" fill={colours.page} stroke={colours.value} strokeWidth="1.5" />
        </svg>
        {t('line.key.notOfficial')}
      </li>
      <li>
        <svg width="10" height="16" aria-hidden="true">
          <path d="M5 0V16" stroke={colours.value} strokeWidth="1.5" />
        </svg>
        {t('line.key.range')}
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <path d="M2 9l4-5 4 5" fill="none" stroke={colours.line} strokeWidth="1.5" />
        </svg>
        {t('line.key.open')}
      </li>
      <li>
        <svg width="12" height="12" aria-hidden="true">
          <path d="M2 2L10 10M2 10L10 2" stroke={colours.axis} strokeWidth="1.5" />
        </svg>
        {t('line.key.superseded')}
      </li>
      {strips.map(([standing, mark]) => (
        <li key={standing}>
          <svg width="22" height={stripHeight} aria-hidden="true">
            <rect width="22" height={stripHeight} fill={fillOf(mark)} />
          </svg>
          {words(`standing.${standing}`)}
        </li>
      ))}
    </ul>
  )
}
