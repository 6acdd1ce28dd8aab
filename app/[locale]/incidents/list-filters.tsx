import Link from 'next/link'
import { choicesOf } from '@/app/_filters/filter-words'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Region } from '@/lib/schema/region'
import { services } from '@/lib/schema/vocabulary'
import styles from './list.module.css'

interface Props {
  asked: URLSearchParams
  isFiltered: boolean
  locale: Locale
  regions: readonly Region[]
}

/** Narrows the list: a plain form whose fields are the filters of the address; one that is left empty asks for nothing. */
export function ListFilters({ asked, isFiltered, locale, regions }: Props) {
  const t = translator(locale, 'incident')
  const f = translator(locale, 'filters')
  const w = translator(locale, 'words')
  const places = regions
    .filter(({ level, inPack }) => level === 1 && inPack)
    .map(({ code, shortName }) => ({ value: code, label: shortName[locale] }))
    .sort((a, b) => a.label.localeCompare(b.label, locale))
  const picks = [
    { name: 'region', label: f('label.region'), choices: places },
    { name: 'service', label: t('filterService'), choices: services.map((value) => ({ value, label: w(`service.${value}`) })) },
    { name: 'kind', label: f('label.kind'), choices: choicesOf('kind', locale) },
    { name: 'standing', label: f('label.standing'), choices: choicesOf('standing', locale) },
  ]
  const shown = new Set([...picks.map(({ name }) => name), 'from', 'to', 'q', 'cursor'])
  return (
    <form action={`/${locale}/incidents`} aria-label={t('filterTitle')} className={styles.filters} key={asked.toString()} method="get">
      {[...asked]
        .filter(([name]) => !shown.has(name))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} name={name} type="hidden" value={value} />
        ))}
      {picks.map(({ name, label, choices }) => (
        <label key={name}>
          <span>{label}</span>
          <select defaultValue={asked.get(name) ?? ''} name={name}>
            <option value="">{t('filterAny')}</option>
            {choices.map((choice) => (
              <option key={choice.value} value={choice.value}>
                {choice.label}
              </option>
            ))}
          </select>
        </label>
      ))}
      {(['from', 'to'] as const).map((name) => (
        <label key={name}>
          <span>{f(`label.${name}`)}</span>
          <input defaultValue={asked.get(name) ?? ''} name={name} type="date" />
        </label>
      ))}
      <label className={styles.text}>
        <span>{f('label.q')}</span>
        <input defaultValue={asked.get('q') ?? ''} maxLength={200} name="q" type="search" />
      </label>
      <button className="button" type="submit">
        {t('filterShow')}
      </button>
      {isFiltered && (
        <Link className={styles.clear} href={`/${locale}/incidents`}>
          {f('clear')}
        </Link>
      )}
    </form>
  )
}
