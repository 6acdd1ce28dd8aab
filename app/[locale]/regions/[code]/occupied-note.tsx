import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import styles from './region.module.css'

/** Regions that are occupied as a whole or all but so: nothing of them reaches the sums, whether or not anything is recorded. */
const wholly = { 'UA-43': 'crimea', 'UA-40': 'crimea', 'UA-09': 'luhansk' } as const
const isWholly = (code: string): code is keyof typeof wholly => Object.hasOwn(wholly, code)

interface Props {
  region: Region
  rows: readonly RegionImpact[]
  locale: Locale
}

/** Why figures of an occupied territory stand beside: said where the region is occupied, or where records come from an occupied part. */
export function OccupiedNote({ region, rows, locale }: Props) {
  const t = translator(locale, 'region')
  const code = [region.code, region.parent ?? ''].find(isWholly)
  const kind = code
    ? wholly[code]
    : rows.some(({ beside }) => beside.some(({ rule }) => rule === 'occupied' || rule === 'unverified'))
      ? 'part'
      : null
  if (kind === null) return null
  return <p className={styles.note}>{kind === 'crimea' ? t('occupied.crimea', { name: region.name[locale] }) : t(`occupied.${kind}`)}</p>
}
