import type { Measure, State } from '@/lib/schema/observation'
import { withoutUnseen } from '@/lib/schema/unseen'

/** What a person says happened, and the measure and state it stands for: one question on the form, two fields of the record. */
export const happenings = {
  out: { measure: 'without', state: 'out' },
  partlyBack: { measure: 'without', state: 'partly_restored' },
  back: { measure: 'without', state: 'restored' },
  reconnected: { measure: 'reconnected', state: 'partly_restored' },
  onBackup: { measure: 'on_backup', state: 'on_backup' },
  limited: { measure: 'limited', state: 'limited' },
  closed: { measure: 'closed', state: 'out' },
  capacityLost: { measure: 'capacity_lost', state: 'out' },
  regionsAffected: { measure: 'regions_affected', state: 'out' },
} as const satisfies Record<string, { measure: Measure; state: State }>
export type Happening = keyof typeof happenings
export const isHappening = (text: string): text is Happening => Object.hasOwn(happenings, text)

export const figureFields = ['service', 'what', 'quantity', 'unit', 'region', 'place', 'words'] as const
export type FigureField = (typeof figureFields)[number]
export type FigureValues = Record<FigureField, string>

/** The fields of the event and of the report, in the order of the page. */
export const reportFields = [
  ...(['title', 'kind', 'startDate', 'startTime', 'startPrecision', 'endDate', 'endTime', 'endPrecision'] as const),
  ...(['sourceUrl', 'publisher', 'statedBy', 'tier', 'publishedDate', 'publishedTime', 'lang', 'archiveUrl'] as const),
  ...(['heldDate', 'heldTime', 'heldPrecision', 'contact'] as const),
] as const
export type ReportField = (typeof reportFields)[number]

/** The three times that are said with a precision: what they are called in the names of their fields. */
export type TimeName = 'start' | 'end' | 'held'

/** Languages that the form offers for a source, by their ISO 639-1 code; the record takes any. */
export const sourceLanguages = ['uk', 'en', 'ru', 'pl', 'ro', 'de', 'fr'] as const

/** Everything a person has typed, as typed. Figure i is sent as `o{i}.service`, `o{i}.quantity` and so on. */
export type ReportFormValues = Record<ReportField, string> & { figures: FigureValues[] }

/** `o3.quantity`: the quantity of the fourth figure. */
export const figureName = /^o(\d{1,3})\.([a-z]+)$/
const isFigureField = (text: string): text is FigureField => figureFields.some((field) => field === text)

export const emptyFigure = (): FigureValues => ({ service: '', what: '', quantity: '', unit: '', region: '', place: '', words: '' })

/** A new form: a day is the usual precision of what newsrooms write. */
export const emptyReport = (): ReportFormValues => ({
  ...reportValues(() => ''),
  startPrecision: 'day',
  endPrecision: 'day',
  heldPrecision: 'day',
  figures: [emptyFigure()],
})

function reportValues(read: (field: ReportField) => string): Record<ReportField, string> {
  const values = Object.fromEntries(reportFields.map((field) => [field, read(field)]))
  return values as Record<ReportField, string>
}

/** The form's values as typed, without what nobody sees of them; figures are numbered from 0 without gaps, at least one. Fields of no meaning here are left alone. */
export function readValues(form: URLSearchParams): ReportFormValues {
  const numbered = new Map<number, FigureValues>()
  for (const [name, value] of form) {
    const [, number = '', field = ''] = figureName.exec(name) ?? []
    if (!isFigureField(field)) continue
    const figure = numbered.get(Number(number)) ?? emptyFigure()
    figure[field] = withoutUnseen(value)
    numbered.set(Number(number), figure)
  }
  const figures = [...numbered].sort(([a], [b]) => a - b).map(([, figure]) => figure)
  return { ...reportValues((field) => withoutUnseen(form.get(field) ?? '')), figures: figures.length > 0 ? figures : [emptyFigure()] }
}

/** The same values as the form's flat fields: what `readValues` reads back. */
export function writeValues({ figures, ...report }: ReportFormValues): URLSearchParams {
  const form = new URLSearchParams(report)
  figures.forEach((figure, i) => {
    for (const field of figureFields) form.set(`o${i}.${field}`, figure[field])
  })
  return form
}

/** One more figure below the others; it starts in the region of the last, which is where the next one mostly is. */
export function withFigure(values: ReportFormValues): ReportFormValues {
  return { ...values, figures: [...values.figures, { ...emptyFigure(), region: values.figures.at(-1)?.region ?? '' }] }
}

/** The values without figure `index`; the last one is emptied, not removed. */
export function withoutFigure(values: ReportFormValues, index: number): ReportFormValues {
  const figures = values.figures.filter((_, i) => i !== index)
  return { ...values, figures: figures.length > 0 ? figures : [emptyFigure()] }
}
