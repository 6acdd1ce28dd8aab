import { emptyFigure, type FigureValues, happenings, isHappening, type ReportFormValues } from '@/lib/form/report-form-values'
import type { PreciseTime } from '@/lib/schema/time'
import { formatClock } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'
import type { Candidate } from './candidate'

/** What a quote may hold (`Report.quote`). */
const longestQuote = 400

/** A candidate as a figure of the form: what it leaves open stays empty. `nameOf` gives a region's name as the form takes it. */
export function figureOf({ found, readable, ...spans }: Candidate, text: string, nameOf: (code: string) => string): FigureValues {
  const { service, measure, state, unit, regions, place } = found
  const what = Object.keys(happenings).find(
    (name) => isHappening(name) && happenings[name].measure === measure && happenings[name].state === state,
  )
  return {
    service: service ?? '',
    what: what ?? '',
    quantity: readable,
    unit: unit ?? '',
    region: regions.map(nameOf).join('; '),
    place: place ?? '',
    words: quoteOf(spans, text),
  }
}

/** The sentence, or as much of it around the phrase as a quote may hold, cut between words. */
function quoteOf({ start, end, sentence }: Pick<Candidate, 'start' | 'end' | 'sentence'>, text: string): string {
  const whole = text.slice(sentence.start, sentence.end).replace(/\s+/g, ' ')
  if (whole.length <= longestQuote) return whole
  const from = Math.max(sentence.start, Math.min(start, end - longestQuote, sentence.end - longestQuote))
  const cut = text.slice(from, from + longestQuote).replace(/\s+/g, ' ')
  const left = from === sentence.start ? cut : cut.replace(/^\S*\s/, '')
  return (from + longestQuote >= sentence.end ? left : left.replace(/\s\S*$/, '')).trim()
}

/** The form with one more figure, in the place of the first that nobody has begun; and which one it is now. */
export function withFound(values: ReportFormValues, figure: FigureValues): { values: ReportFormValues; index: number } {
  const blank = values.figures.findIndex(({ region: _region, ...rest }) => Object.values(rest).every((text) => text.trim() === ''))
  const index = blank === -1 ? values.figures.length : blank
  const figures = [...values.figures]
  figures[index] = { ...emptyFigure(), ...figure }
  return { values: { ...values, figures }, index }
}

/** The form with the day that a text was published, where it has none yet. */
export const withPublished = (values: ReportFormValues, day: string): ReportFormValues =>
  day === '' || values.publishedDate !== '' ? values : { ...values, publishedDate: day }

/** The form with the time at which the figures held, where it has none yet. */
export function withHeld(values: ReportFormValues, asOf: PreciseTime | null, zone: string): ReportFormValues {
  if (asOf === null || values.heldDate !== '') return values
  const { time, precision } = asOf
  if (precision === 'day' || precision === 'month') return { ...values, heldDate: time, heldPrecision: precision }
  const heldDate = canonicalTime({ time, precision: 'day' }, zone).time
  return { ...values, heldDate, heldTime: formatClock(time, { locale: 'en', zone, form: 'short' }), heldPrecision: precision }
}
