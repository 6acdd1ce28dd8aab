import { namesListed, type RegionChoice } from '@/lib/form/region-names'
import type { Locale } from '@/lib/i18n/locale'

/** The regions a form offers, and how a text finds one of them. */
export interface FormRegions {
  choices: readonly RegionChoice[]
  find: (text: string) => string | undefined
}

/** The codes of the regions a text names; what is not known is left out. */
export const regionCodes = (text: string, { find }: FormRegions): string[] => namesListed(text, find).flatMap((name) => find(name) ?? [])

/** The regions a text names, by their own names in the reader's language; what is not known is left out. */
export function regionNames(text: string, regions: FormRegions, locale: Locale): string[] {
  return regionCodes(text, regions).flatMap((code) => regions.choices.find((choice) => choice.code === code)?.name[locale] ?? [])
}

/** The text with a region added by its name, or taken out by whatever name it stands there; what else was typed stays. */
export function withToggled(text: string, code: string, { choices, find }: FormRegions, locale: Locale): string {
  const names = namesListed(text, find)
  const others = names.filter((name) => find(name) !== code)
  const own = choices.find((choice) => choice.code === code)?.name[locale] ?? code
  const kept = others.length < names.length ? others : [...names, own]
  const listed = kept.join(', ')
  // A comma may make one name of two: a county and its state.
  return namesListed(listed, find).length === kept.length && !kept.some((name) => name.includes(',')) ? listed : kept.join('; ')
}
