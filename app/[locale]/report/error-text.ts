'use client'

import { useLocale, useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import { figureName } from '@/lib/form/report-form-values'
import { formatCount } from '@/lib/i18n/numbers'

/** An error in words that say how to put it right. */
export function useErrorText(): (error: FormError) => string {
  const t = useTranslations('form')
  const locale = useLocale()
  const asText = (value: string | number | undefined) => (typeof value === 'number' ? formatCount(value, locale) : (value ?? ''))
  return ({ fault, params }) =>
    t(`fault.${fault}`, {
      min: asText(params.min),
      max: asText(params.max),
      text: asText(params.text),
      number: asText(params.number),
      message: asText(params.message),
    })
}

const labelled = [
  ...([
    'title',
    'kind',
    'startDate',
    'startTime',
    'startPrecision',
    'endDate',
    'endTime',
    'endPrecision',
    'sourceUrl',
    'publisher',
    'statedBy',
    'tier',
    'publishedDate',
    'lang',
    'archiveUrl',
  ] as const),
  ...([
    'publishedTime',
    'heldDate',
    'heldTime',
    'heldPrecision',
    'service',
    'what',
    'quantity',
    'unit',
    'region',
    'place',
    'words',
    'token',
  ] as const),
]

/** A field's name in words, with its figure's number where it belongs to one; null for the form as a whole. */
export function useFieldLabel(): (field: string) => string | null {
  const t = useTranslations('form')
  return (field) => {
    const [, row = '', inFigure = ''] = figureName.exec(field) ?? []
    const name = labelled.find((known) => known === (row === '' ? field : inFigure))
    if (name === undefined) return null
    const label = t(`label.${name}`)
    return row === '' ? label : t('inFigure', { number: String(Number(row) + 1), label })
  }
}
