import { ReportLink } from '@/app/_ui/report-link'
import { TierMark } from '@/app/_ui/tier-mark'
import { formatShort } from '@/lib/i18n/numbers'
import type { IncidentSeries } from '@/lib/schema/incident-series'
import { formatInstant } from '@/lib/time/format'
import { ChartFrame } from './chart-frame'
import styles from './step-line.module.css'
import { type DrawnTick, StepDrawing } from './step-line-drawing'
import { StepLineKey } from './step-line-key'
import { type NumberedPoint, type StepFigure, type StepPanel, stepFigures } from './step-line-rows'
import { levelLabels, markShapes, type StepScale, stepShapes, xOf, yOf } from './step-line-shapes'
import { timeTicks } from './step-line-ticks'
import { figureText, figureTitle, levelText, panelName, panelSummary, type StepSpeech, tableOf, timeText } from './step-line-words'

/** Figures beyond these wait behind a line that opens them. */
const shownAtOnce = 3
const plot = { head: 36, height: 150 }

interface Frame {
  from: number
  to: number
  ticks: { at: number; label: string; minor: boolean }[]
  start: { at: number; label: string } | null
}

function frameOf({ from, to, start }: IncidentSeries, { locale, zone, t }: StepSpeech): Frame {
  const period = { from: Date.parse(from), to: Date.parse(to) }
  const isExact = start.precision === 'hour' || start.precision === 'minute'
  const began = isExact
    ? { at: Date.parse(start.time), label: t('line.began', { time: formatInstant(start.time, { locale, zone, form: 'short' }) }) }
    : null
  return { ...period, ticks: timeTicks(period, { locale, zone }), start: began }
}

interface Props {
  series: IncidentSeries
  incident: string
  speech: StepSpeech
}

/** What an incident's sources counted, over time: a figure for each thing counted, a panel for each region, every source a mark. */
export function StepLines({ series, incident, speech }: Props) {
  const figures = stepFigures(series)
  const frame = frameOf(series, speech)
  const draw = (figure: StepFigure) => (
    <Figure figure={figure} frame={frame} incident={incident} key={`${figure.service} ${figure.measure} ${figure.unit}`} speech={speech} />
  )
  const more = figures.slice(shownAtOnce)
  return (
    <>
      <StepLineKey speech={speech} />
      <div className={styles.figures}>{figures.slice(0, shownAtOnce).map(draw)}</div>
      {more.length > 0 && (
        <details className={styles.more}>
          <summary>{speech.t('line.more', { count: more.length })}</summary>
          <div className={styles.figures}>{more.map(draw)}</div>
        </details>
      )}
    </>
  )
}

function Figure({ figure, frame, incident, speech }: { figure: StepFigure; frame: Frame; incident: string; speech: StepSpeech }) {
  const { t, words, locale } = speech
  const { service, measure, unit, panels } = figure
  return (
    <ChartFrame
      api={`/api/v1/incidents/${incident}`}
      id={[service, measure, unit].join('-')}
      level={3}
      locale={locale}
      parts
      source={t('line.source')}
      summary={panels.map((panel) => `${panelSummary(panel, figure, speech)}.`).join(' ')}
      table={tableOf(figure, speech)}
      title={`${figureTitle(figure, speech)}, ${words(`unitPlural.${unit}`)}`}
      unit={[t('line.unit', { unit: words(`unitPlural.${unit}`) }), panels.length > 1 ? t('line.ownScale') : ''].join(' ')}
    >
      <div className={panels.length > 1 ? styles.panels : undefined}>
        {panels.map((panel) => (
          <Panel figure={figure} frame={frame} key={panel.regions.join()} panel={panel} solo={panels.length === 1} speech={speech} />
        ))}
      </div>
    </ChartFrame>
  )
}

function Panel({
  panel,
  figure,
  frame,
  speech,
  solo,
}: {
  panel: StepPanel
  figure: StepFigure
  frame: Frame
  speech: StepSpeech
  solo: boolean
}) {
  const scale: StepScale = { ...plot, from: frame.from, to: frame.to, top: panel.top }
  const across = (at: number) => xOf(at, scale)
  const ticks: DrawnTick[] = frame.ticks.map(({ at, label, minor }) => ({ x: across(at), label, minor }))
  return (
    <div className={solo ? `${styles.panel} ${styles.solo}` : styles.panel}>
      <h4>{panelName(panel, speech)}</h4>
      <StepDrawing
        grid={[panel.top, panel.top / 2].map((count) => ({ y: yOf(count, scale), label: formatShort(count, speech.locale) }))}
        labels={levelLabels(panel.bars, scale, (bar) => levelText(bar, speech))}
        marks={markShapes(panel.marks, scale)}
        moment={frame.start === null ? undefined : { x: across(frame.start.at), label: frame.start.label }}
        name={panelSummary(panel, figure, speech)}
        scale={scale}
        shapes={stepShapes(panel.bars, panel.strip, scale)}
        ticks={ticks}
      />
      <ol className={styles.sources}>
        {panel.points.map((point) => (
          <Source figure={figure} key={point.observation} point={point} speech={speech} />
        ))}
      </ol>
    </div>
  )
}

/** One mark of the drawing in words: who says so, how many, of when, and what the figure is to the line. */
function Source({ point, figure, speech }: { point: NumberedPoint; figure: StepFigure; speech: StepSpeech }) {
  const { t, locale } = speech
  const { source, place, role } = point
  const figureWords = figureText(point, figure, speech)
  const time = timeText(point, speech)
  return (
    <li data-role={role}>
      <i>{point.number}</i>
      <TierMark locale={locale} tier={source.tier} />
      <span>
        <b>{figureWords}</b>
        {place && `, ${place}`}, {time}: {source.statedBy && source.statedBy !== source.publisher && `${source.statedBy}, `}
        <a href={source.url} rel="noopener nofollow external">
          {source.publisher}
        </a>{' '}
        · <ReportLink id={point.report} locale={locale} what={`${source.publisher}, ${time}, ${figureWords}`} />
        {role !== 'line' && <span className={styles.how}>{t(`line.role.${role}`)}</span>}
      </span>
    </li>
  )
}
