import type { RegionChoice } from '@/lib/form/region-names'
import type { Locale } from '@/lib/i18n/locale'

/** The regions a form offers, and how a text finds one of them. */
export interface FormRegions {
  choices: readonly RegionChoice[]
  find: (text: string) => string | undefined
}

/** The regions a text names, by their own names in the reader's language; what is not known is left out. */
export function regionNames(text: string, { choices, find }: FormRegions, locale: Locale): string[] {
  const codes = text.split(/[;,\n]+/).map(find)
  return codes.flatMap((code) => choices.find((choice) => choice.code === code)?.name[locale] ?? [])
}
