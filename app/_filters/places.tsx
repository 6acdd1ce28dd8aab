import type { Locale } from '@/lib/i18n/locale'
import type { Region } from '@/lib/schema/region'

/** The id of the list that the field for a region offers. */
export const placesId = 'places'

/** The places that the field for a region offers, in the language of the page; any other name and code of them is understood too. */
export function Places({ regions, locale }: { regions: readonly Region[]; locale: Locale }) {
  const names = regions.flatMap(({ level, inPack, name }) => (level === 1 && inPack ? [name[locale]] : []))
  return (
    <datalist id={placesId}>
      {names
        .sort((a, b) => a.localeCompare(b, locale))
        .map((name) => (
          <option key={name} value={name} />
        ))}
    </datalist>
  )
}
