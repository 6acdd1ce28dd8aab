import type { Observation } from '@/lib/schema/observation'
import type { NewReport, Report } from '@/lib/schema/report'
import { formatClock } from '@/lib/time/format'
import { canonicalTime } from '@/lib/time/interval'
import { readQuantity } from './quantity'
import { emptyReport, type FigureValues, type Happening, happenings, type ReportFormValues, type TimeName } from './report-form-values'

/** What a report says, as far as the form can say it again. */
export type Said = Pick<Report, 'source' | 'publishedAt' | 'asOf' | 'quote' | 'observations'>

const entries = Object.entries(happenings) as [Happening, (typeof happenings)[Happening]][]

/** What happened, in the form's one question; of what it has no answer for, the nearest of the same measure. */
function happeningOf({ measure, state }: Pick<Observation, 'measure' | 'state'>): Happening | '' {
  const alike = entries.filter(([, each]) => each.measure === measure)
  return (alike.find(([, each]) => each.state === state) ?? alike[0])?.[0] ?? ''
}

const written: Record<Observation['qualifier'], (said: Observation) => string> = {
  exact: ({ value }) => String(value ?? ''),
  about: ({ value }) => (value === null ? '' : `about ${value}`),
  at_least: ({ value }) => (value === null ? '' : `at least ${value}`),
  at_most: ({ value }) => (value === null ? '' : `up to ${value}`),
  range: ({ min, max }) => `${min}–${max}`,
  vague: () => '',
}

/** A quantity as somebody might type it: in its own words where they are read as the same, else by its numbers. */
function quantityText(said: Observation): string {
  const reading = said.quantityText === null ? null : readQuantity(said.quantityText)
  const same =
    reading?.kind === 'said' &&
    (['value', 'min', 'max', 'qualifier'] as const).every((part) => reading[part] === said[part]) &&
    !reading.percent
  return same && said.quantityText !== null ? said.quantityText : written[said.qualifier](said)
}

/** The day and hour of an instant on the zone's clock, as the fields take them. */
function clockOf(at: string, zone: string): { date: string; time: string } {
  return { date: canonicalTime({ time: at, precision: 'day' }, zone).time, time: formatClock(at, { locale: 'en', zone, form: 'short' }) }
}

function timeFields({ time, precision }: Report['asOf'], name: TimeName, zone: string): Partial<ReportFormValues> {
  // A field for a day takes no month alone; of its first day the form keeps the month.
  const day = precision === 'month' ? `${time}-01` : time
  const at = precision === 'day' || precision === 'month' ? { date: day, time: '' } : clockOf(time, zone)
  return { [`${name}Date`]: at.date, [`${name}Time`]: at.time, [`${name}Precision`]: precision }
}

/** A month alone has no field: it stays as it was where nothing else is given. */
function published(at: string | null, zone: string): Partial<ReportFormValues> {
  if (at === null || at.length <= 7) return {}
  const said = at.endsWith('Z') ? clockOf(at, zone) : { date: at, time: '' }
  return { publishedDate: said.date, publishedTime: said.time }
}

/** A report as the fields of the form, to be corrected there. `nameOf`: what a region is called in the reader's language. */
export function valuesOfReport({ source, publishedAt, asOf, quote, observations }: Said, zone: string, nameOf: (code: string) => string) {
  const figures = observations.map(
    (observation): FigureValues => ({
      service: observation.service,
      what: happeningOf(observation),
      quantity: quantityText(observation),
      unit: observation.unit ?? '',
      region: observation.regions.map(nameOf).join('; '),
      place: observation.place ?? '',
      words: observation.quote ?? quote ?? '',
    }),
  )
  const values: ReportFormValues = {
    ...emptyReport(),
    sourceUrl: source.url,
    publisher: source.publisher,
    statedBy: source.statedBy ?? '',
    tier: String(source.tier),
    archiveUrl: source.archiveUrl ?? '',
    lang: source.lang ?? '',
    ...published(publishedAt, zone),
    ...timeFields(asOf, 'held', zone),
    ...(figures.length > 0 && { figures }),
  }
  return values
}

type Corrected = NewReport['observations'][number]

const numbersOf = ({ value = null, min = null, max = null }: Pick<Corrected, 'value' | 'min' | 'max'>) => JSON.stringify([value, min, max])
const subjectOf = ({ regions, service }: Pick<Corrected, 'regions' | 'service'>, what: string) =>
  [service, what, ...[...regions].sort()].join(' ')

/** What the form cannot say of a figure, as it was: control and note; the state and basis of what happened; the words of a quantity that stayed. */
function completed(figure: Corrected, was: Observation): Corrected {
  const { control, note, state, basis, measure } = was
  const sameNumbers = numbersOf(figure) === numbersOf(was)
  const isCounted = figure.value != null || figure.min != null
  const quantity = sameNumbers && (isCounted ? figure.qualifier === was.qualifier : (figure.quantityText ?? null) === null)
  return {
    ...figure,
    ...{ control, note, state, basis, measure },
    ...(quantity && { qualifier: was.qualifier, quantityText: was.quantityText }),
  }
}

/**
 * A report that was corrected in the form, with what the form has no field for taken over from the one it corrects: figure by figure, where
 * region, service and what happened are still the same.
 */
export function withWhatWas(corrected: NewReport, was: Said): NewReport {
  const left = [...was.observations]
  const observations = corrected.observations.map((figure) => {
    const what = happeningOf({ measure: figure.measure, state: figure.state })
    const at = left.findIndex((each) => subjectOf(each, happeningOf(each)) === subjectOf(figure, what))
    const [found] = at === -1 ? [] : left.splice(at, 1)
    return found === undefined ? figure : completed(figure, found)
  })
  const publishedAt = corrected.publishedAt ?? (was.publishedAt !== null && was.publishedAt.length <= 7 ? was.publishedAt : null)
  return { ...corrected, publishedAt, source: { ...corrected.source, lang: corrected.source.lang ?? was.source.lang }, observations }
}
