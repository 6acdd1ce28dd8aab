'use client'

import { useLocale } from 'use-intl'
import type { RegionChoice } from '@/lib/form/region-names'

/** The names a figure's field of regions offers, each with its name in the other language. */
export function RegionOptions({ choices, withDistricts }: { choices: readonly RegionChoice[]; withDistricts: boolean }) {
  const locale = useLocale()
  return (
    <datalist id="regions">
      {choices
        .filter(({ level }) => withDistricts || level < 2)
        .map(({ code, name }) => (
          <option key={code} label={name[locale === 'en' ? 'uk' : 'en']} value={name[locale]} />
        ))}
    </datalist>
  )
}
