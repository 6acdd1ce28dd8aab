import Link from 'next/link'
import type { ViewQuery } from '@/app/_filters/view'
import { viewAddress } from '@/app/_filters/view'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import styles from './map-switches.module.css'

interface Choice {
  name: string
  query: ViewQuery
  chosen: boolean
}

function Switch({ label, page, choices }: { label: string; page: string; choices: readonly Choice[] }) {
  return (
    <ul className={styles.switch} aria-label={label}>
      {choices.map(({ name, query, chosen }) => (
        <li key={name}>
          <Link href={`${page}${viewAddress(query)}`} scroll={false} prefetch={false} aria-current={chosen ? 'true' : undefined}>
            {name}
          </Link>
        </li>
      ))}
    </ul>
  )
}

/** How the map is told: of oblasts or raions, by amount or by share, with or without incidents. Links, since the address is the view. */
export function MapSwitches({ locale, query }: { locale: Locale; query: ViewQuery }) {
  const t = translator(locale, 'map')
  const level = query.level ?? 1
  const page = `/${locale}`
  const hasMarks = query.marks === 'incidents'
  return (
    <div className={styles.switches}>
      <Switch
        label={t('switch.level')}
        page={page}
        choices={[
          { name: t('switch.oblasts'), query: { ...query, level: undefined }, chosen: level === 1 },
          { name: t('switch.raions'), query: { ...query, level: 2 }, chosen: level === 2 },
        ]}
      />
      <Switch
        label={t('switch.shade')}
        page={page}
        choices={[
          { name: t('switch.amount'), query: { ...query, shade: 'amount' }, chosen: query.shade === 'amount' },
          { name: t('switch.share'), query: { ...query, shade: 'share' }, chosen: query.shade === 'share' },
        ]}
      />
      <Switch
        label={t('switch.marks')}
        page={page}
        choices={[
          { name: t(hasMarks ? 'switch.hide' : 'switch.show'), query: { ...query, marks: hasMarks ? 'none' : 'incidents' }, chosen: false },
        ]}
      />
    </div>
  )
}
