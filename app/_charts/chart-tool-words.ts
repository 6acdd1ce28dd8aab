import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { ChartToolWords } from './chart-tools'

/** The words of ChartTools, made on the server so that the browser needs no word list. */
export function chartToolWords(locale: Locale): ChartToolWords {
  const t = translator(locale, 'chart')
  return { failed: t('saveFailed') }
}
