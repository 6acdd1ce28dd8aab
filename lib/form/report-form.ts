import { isInReach, PlainDate, PlainMonth, type PreciseTime } from '@/lib/schema/time'
import { precisions } from '@/lib/schema/vocabulary'
import { instantOfClock } from '@/lib/time/wall-clock'
import { numbersIn, type QuantityFault, type QuantityReading, readQuantity } from './quantity'
import { namesListed } from './region-names'
import {
  type FigureField,
  type FigureValues,
  happenings,
  isHappening,
  type ReportField,
  type ReportFormValues,
  readValues,
  type TimeName,
} from './report-form-values'

/** Everything that can be wrong with a form; each has words of its own that say how to put it right. */
export type FormFault =
  | QuantityFault
  | 'required'
  | 'choose'
  | 'tooShort'
  | 'tooLong'
  | 'webAddress'
  | 'dateForm'
  | 'timeForm'
  | 'noSuchTime'
  | 'hourNeeded'
  | 'hourUnused'
  | 'future'
  | 'endBeforeStart'
  | 'unknownRegion'
  | 'regionTwice'
  | 'unitNeeded'
  | 'percentSign'
  | 'percentOver'
  | 'wholeNumber'
  | 'megawattsOnly'
  | 'backTakesNoNumber'
  | 'countNeeded'
  | 'wordsSayMore'
  | 'tooMany'
  // What only the sending itself can tell.
  | 'token'
  | 'sentBefore'
  | 'notThere'
  | 'notSaved'
  | 'foreign'
  | 'tooOften'
  | 'queueFull'
  | 'tooFast'
  | 'trap'
  | 'other'

/** One thing to put right, at the field it concerns (`''` where it concerns the form as a whole). */
export interface FormError {
  field: string
  fault: FormFault
  params: Record<string, string | number>
}

export interface ReportFormReading {
  values: ReportFormValues
  /** A candidate for `NewIncident.safeParse`, which refuses it wherever the form could not be understood. */
  incident: unknown
  /** What could not be understood, told more exactly than the schema can. */
  faults: FormError[]
  /** The form field behind a path of the record, given as zod does or written `reports[0].asOf.time`; `''` where there is none. */
  fieldOf: (path: string | readonly PropertyKey[]) => string
}

export interface ReportFormContext {
  /** The code of the region a text means, by code or by name. */
  findRegion: (text: string) => string | undefined
  /** IANA zone of the form's clock times. */
  zone: string
}

/** A name with an address or a number. */
const longestContact = 200

/** A figure nobody has begun: its region alone may have been carried over from the one above. */
const isBlank = ({ region: _region, ...figure }: FigureValues) => Object.values(figure).every((value) => value.trim() === '')

/**
 * Reads the report form (`application/x-www-form-urlencoded`): flat fields in, a candidate for NewIncident out. Nothing typed is
 * lost (`values`) and nothing is made up: what is not understood stays in the candidate as text, so that the schema refuses it.
 */
export function readReportForm(form: URLSearchParams, context: ReportFormContext): ReportFormReading {
  const values = readValues(form)
  const faults: FormError[] = []
  const told = values.figures.map((figure, row) => ({ figure, row })).filter(({ figure, row }) => row === 0 || !isBlank(figure))
  const rows = told.some(({ figure }) => !isBlank(figure)) ? told.filter(({ figure }) => !isBlank(figure)) : told.slice(0, 1)
  const quote = optional(rows[0]?.figure.words ?? '')
  const observations = rows.map(({ figure, row }) => observationOf(figure, row, quote, context, faults))
  if (values.contact.trim().length > longestContact) faults.push({ field: 'contact', fault: 'tooLong', params: { max: longestContact } })
  if (quote === null) faults.push({ field: `o${rows[0]?.row ?? 0}.words`, fault: 'required', params: {} })
  const source = {
    publisher: values.publisher.trim(),
    statedBy: optional(values.statedBy),
    tier: /^[1-4]$/.test(values.tier) ? Number(values.tier) : required(values.tier),
    url: required(values.sourceUrl.trim()),
    archiveUrl: optional(values.archiveUrl),
    lang: optional(values.lang),
  }
  const report = {
    source,
    asOf: timeOf(values, 'held', context.zone, faults),
    publishedAt: publishedAt(values, context.zone, faults),
    // An empty quote is refused by the schema; null would let a report without its words pass.
    quote: quote ?? '',
    observations,
  }
  const incident = {
    title: values.title.trim(),
    kind: required(values.kind),
    start: timeOf(values, 'start', context.zone, faults),
    end: isSaid(values, 'end') ? timeOf(values, 'end', context.zone, faults) : null,
    reports: [report],
  }
  return {
    values,
    incident,
    faults,
    fieldOf: (path) =>
      fieldOf(
        path,
        rows.map(({ row }) => row),
        faults,
      ),
  }
}

const optional = (text: string) => (text.trim() === '' ? null : text.trim())
const required = (text: string) => (text === '' ? undefined : text)

function observationOf(figure: FigureValues, row: number, quote: string | null, context: ReportFormContext, faults: FormError[]) {
  const regions = regionsOf(figure.region, row, context, faults)
  const happening = isHappening(figure.what) ? happenings[figure.what] : { measure: required(figure.what), state: required(figure.what) }
  const words = optional(figure.words)
  return {
    regions,
    place: optional(figure.place),
    service: required(figure.service),
    ...happening,
    unit: optional(figure.unit),
    ...quantityOf(figure, row, words ?? quote, faults),
    ...(words !== quote && { quote: words }),
  }
}

function regionsOf(text: string, row: number, context: ReportFormContext, faults: FormError[]): string[] {
  const named = namesListed(text, context.findRegion)
  const field = `o${row}.region`
  if (named.length === 0) faults.push({ field, fault: 'required', params: {} })
  return named.map((name) => {
    const code = context.findRegion(name)
    if (code !== undefined) return code
    faults.push({ field, fault: 'unknownRegion', params: { text: name } })
    // Never a code, so that the schema refuses it too.
    return `? ${name}`
  })
}

const noNumbers = { value: null, min: null, max: null, quantityText: null }
/** Nothing counted: a state alone is said exactly, a kind of thing without a count ("hospitals") is said vaguely. */
const noQuantity = (unit: string) => ({ ...noNumbers, qualifier: unit === '' ? 'exact' : 'vague' })
const fractionUnits = ['percent', 'megawatts']

function quantityOf(figure: FigureValues, row: number, words: string | null, faults: FormError[]) {
  const reading = readQuantity(figure.quantity)
  const fault = quantityFault(reading, figure, words)
  if (fault !== null) {
    faults.push({ field: `o${row}.quantity`, ...fault })
    // The text itself where a number belongs: the schema refuses it.
    return { ...noQuantity(figure.unit), value: figure.quantity }
  }
  if (reading.kind !== 'said') return noQuantity(figure.unit)
  const { value, min, max, qualifier, quantityText } = reading
  return { value, min, max, qualifier, quantityText }
}

function quantityFault(reading: QuantityReading, { what, unit }: FigureValues, words: string | null): Omit<FormError, 'field'> | null {
  const needsCount = what === 'reconnected' || what === 'capacityLost' || what === 'regionsAffected'
  if (reading.kind === 'unclear') return { fault: reading.fault, params: {} }
  if (reading.kind === 'none') return needsCount ? { fault: 'countNeeded', params: {} } : null
  const numbers = [reading.value, reading.min, reading.max].filter((number) => number !== null)
  if (what === 'back' && numbers.some((number) => number > 0)) return { fault: 'backTakesNoNumber', params: {} }
  if (reading.percent && unit !== 'percent') return { fault: 'percentSign', params: {} }
  if (!fractionUnits.includes(unit) && numbers.some((number) => !Number.isInteger(number))) return { fault: 'wholeNumber', params: {} }
  const more = words === null || reading.value === null ? undefined : thousandfold(reading.value, words)
  return more === undefined ? null : { fault: 'wordsSayMore', params: { number: more } }
}

/** The number in the quoted words that is a thousand or a million times the one typed, where the typed one is not there: a lost "thousand". */
function thousandfold(value: number, words: string): number | undefined {
  const said = numbersIn(words)
  return value === 0 || said.includes(value) ? undefined : said.find((number) => number === value * 1000 || number === value * 1_000_000)
}

const isPrecision = (text: string): text is PreciseTime['precision'] => precisions.some((precision) => precision === text)

/** `2026-01-08`, `2026-01`, or the same with the day first and dots; anything else is handed back for the schema to refuse. */
function dateOf(text: string): string {
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim())
  const [, day = '', month = '', year = ''] = dotted ?? []
  return dotted ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text.trim()
}

/** `9:05` as `09:05`; null where it is no time of day. */
function clockOf(text: string): string | null {
  const [, hour = '', minute = ''] = /^([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d)?$/.exec(text.trim()) ?? []
  return hour === '' ? null : `${hour.padStart(2, '0')}:${minute}`
}

/** Whether a day or an hour was given; a precision alone, which is chosen from the first, says nothing. */
const isSaid = (values: ReportFormValues, name: TimeName) => `${values[`${name}Date`]}${values[`${name}Time`]}`.trim() !== ''

/** The event's start or end, or the moment a figure held, as exactly as it is known. A fault leaves what was typed as the time. */
function timeOf(values: ReportFormValues, name: TimeName, zone: string, faults: FormError[]) {
  const date = dateOf(values[`${name}Date`])
  const clock = values[`${name}Time`].trim()
  const precision = values[`${name}Precision`]
  const refuse = (field: ReportField, fault: FormFault) => {
    faults.push({ field, fault, params: {} })
    return { time: `? ${date} ${clock}`, precision }
  }
  if (date === '') return refuse(`${name}Date`, 'required')
  if (!isPrecision(precision)) return refuse(`${name}Precision`, 'choose')
  const isDay = PlainDate.safeParse(date).success
  if (!isInReach(date)) return refuse(`${name}Date`, 'dateForm')
  if (!isDay && !(precision === 'month' && PlainMonth.safeParse(date).success)) return refuse(`${name}Date`, 'dateForm')
  if (precision === 'day' || precision === 'month') {
    if (clock !== '') return refuse(`${name}Time`, 'hourUnused')
    return { time: precision === 'month' ? date.slice(0, 7) : date, precision }
  }
  const time = clockOf(clock)
  if (time === null) return refuse(`${name}Time`, clock === '' ? 'hourNeeded' : 'timeForm')
  const instant = instantOfClock(date, time, zone)
  return instant === null ? refuse(`${name}Time`, 'noSuchTime') : { time: instant, precision }
}

/** When the source published it: nothing, a day, or a day and an hour. */
function publishedAt({ publishedDate, publishedTime }: ReportFormValues, zone: string, faults: FormError[]): string | null {
  const date = dateOf(publishedDate)
  const refuse = (field: ReportField, fault: FormFault) => {
    faults.push({ field, fault, params: {} })
    return `? ${date} ${publishedTime}`
  }
  if (date === '') return publishedTime.trim() === '' ? null : refuse('publishedDate', 'required')
  if (!PlainDate.safeParse(date).success || !isInReach(date)) return refuse('publishedDate', 'dateForm')
  if (publishedTime.trim() === '') return date
  const clock = clockOf(publishedTime)
  const instant = clock === null ? null : instantOfClock(date, clock, zone)
  return instant ?? refuse('publishedTime', clock === null ? 'timeForm' : 'noSuchTime')
}

const sourceFields: Record<string, ReportField> = {
  ...{ url: 'sourceUrl', publisher: 'publisher', statedBy: 'statedBy', tier: 'tier', archiveUrl: 'archiveUrl', lang: 'lang' },
}
const observationFields: Record<string, FigureField> = {
  ...{ service: 'service', measure: 'what', state: 'what', basis: 'what', unit: 'unit', regions: 'region', place: 'place', quote: 'words' },
  ...{ value: 'quantity', min: 'quantity', max: 'quantity', qualifier: 'quantity', quantityText: 'quantity' },
}

/** The field of a time: the one that was not understood, where there is one, else the day or the precision. */
function timeField(name: TimeName | 'published', key: string, faults: readonly FormError[]): string {
  const told = faults.find(({ field }) => field.startsWith(name))?.field
  return told ?? (key === 'precision' ? `${name}Precision` : `${name}Date`)
}

function fieldOf(path: string | readonly PropertyKey[], rows: readonly number[], faults: readonly FormError[]): string {
  const [top = '', second = '', part = '', key = '', ofObservation = ''] = (typeof path === 'string' ? path.split(/[.[\]]+/) : path).map(
    String,
  )
  if (top === 'title' || top === 'kind') return top
  if (top === 'start' || top === 'end') return timeField(top, second, faults)
  if (top !== 'reports') return ''
  if (part === 'source') return sourceFields[key] ?? 'sourceUrl'
  if (part === 'asOf') return timeField('held', key, faults)
  if (part === 'publishedAt') return timeField('published', key, faults)
  const row = rows[part === 'observations' ? Number(key) : 0] ?? 0
  if (part === 'quote') return `o${row}.words`
  return part === 'observations' ? `o${row}.${observationFields[ofObservation] ?? 'service'}` : ''
}
