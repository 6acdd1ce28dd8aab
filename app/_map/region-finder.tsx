import { type FormEvent, useId, useState } from 'react'
import type { MapWords } from '@/app/_ui/map-words'
import type { Locale } from '@/lib/i18n/locale'
import { fill } from '@/lib/i18n/numbers'
import { findRegion } from './find-region'
import type { Area } from './lat-lngs'
import styles from './region-map.module.css'

interface Props {
  areas: ReadonlyMap<string, Area>
  words: MapWords
  locale: Locale
  /** Called when somebody begins to type: more names may be worth fetching. */
  onWant: () => void
  onFound: (area: Area) => void
}

/** Finds a region by its name in either language, and says whether it did. */
export function RegionFinder({ areas, words, locale, onWant, onFound }: Props) {
  const list = useId()
  const [said, setSaid] = useState('')
  const other = locale === 'uk' ? 'en' : 'uk'
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('region') ?? '')
    const found = findRegion(text, areas.values())
    setSaid(
      found ? fill(words.found, { name: found.shortName[locale] }) : text.trim() === '' ? '' : fill(words.notFound, { text: text.trim() }),
    )
    if (found) onFound(found)
  }
  return (
    <form className={styles.finder} onSubmit={submit}>
      <input name="region" type="search" list={list} placeholder={words.find} aria-label={words.find} autoComplete="off" onFocus={onWant} />
      <datalist id={list}>
        {[...areas.values()].map(({ code, shortName }) => (
          <option key={code} value={shortName[locale]} label={shortName[other]} />
        ))}
      </datalist>
      <span className={styles.said} role="status">
        {said}
      </span>
    </form>
  )
}
