import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { ChartToolWords } from './chart-tools'

/** The words of ChartTools, made on the server so that the browser needs no word list. */
export function chartToolWords(locale: Locale): ChartToolWords {
  const t = translator(locale, 'chart')
  // The days are put in by the browser, where they are chosen.
  return { failed: t('saveFailed'), loading: t('loading'), choosing: t('choosing', { from: '{from}', to: '{to}' }) }
}
