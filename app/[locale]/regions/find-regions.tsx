'use client'

import { type FormEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react'
import { fits, searched } from './region-search'
import styles from './regions.module.css'

interface Props {
  action: string
  find: string
  /** What else the address asks for; it is kept. */
  kept: readonly (readonly [string, string])[]
  words: { label: string; hint: string; button: string; all: string }
  /** The address of the same list with nothing looked for. */
  whole: string
  /** How many rows fit as the page came. */
  shown: number
  /** What is said of how many fit, by their number. */
  found: readonly string[]
  children: ReactNode
}

const wordsOf = (element: Element) => element.getAttribute('data-words') ?? ''

/** A district's name and code stand in its link: written twice for thousands of them, they would be half of the page. */
const wordsOfDistrict = (district: Element) =>
  searched(`${wordsOf(district)} ${district.textContent} ${district.querySelector('a')?.pathname.split('/').at(-1)}`)

/** Shows the rows that fit, and of their districts those that do; answers how many rows are left. */
function showFitting(root: HTMLElement, find: string): number {
  let shown = 0
  for (const row of root.querySelectorAll<HTMLElement>('tr[data-words]')) {
    const districts = [...row.querySelectorAll<HTMLElement>('li')]
    const fitting = districts.filter((district) => fits(wordsOfDistrict(district), find))
    row.hidden = fitting.length === 0 && !fits(wordsOf(row), find)
    if (!row.hidden) shown++
    for (const district of districts) district.hidden = fitting.length > 0 && !fitting.includes(district)
    const fold = row.querySelector('details')
    if (fold) fold.open = find !== '' && fitting.length > 0 && fitting.length < districts.length
  }
  return shown
}

/** Keeps the address in step, so that what is looked for can be shared and the form sends it without script. */
function keepAddress(find: string): void {
  const url = new URL(window.location.href)
  if (find.trim() === '') url.searchParams.delete('find')
  else url.searchParams.set('find', find.trim())
  window.history.replaceState(null, '', url)
}

/** Type to find: a form that asks the server without script, and with it sorts out the rows inside as they are. */
export function FindRegions({ action, find, kept, words, whole, shown, found, children }: Props) {
  const rows = useRef<HTMLDivElement>(null)
  const [typed, setTyped] = useState(find)
  const [count, setCount] = useState(shown)
  const [written, setWritten] = useState(find)
  // The page was written anew for another address: by a form beside, or by going back.
  if (written !== find) {
    setWritten(find)
    setTyped(find)
    setCount(shown)
  }
  const look = (text: string) => {
    setTyped(text)
    keepAddress(text)
    if (rows.current !== null) setCount(showFitting(rows.current, searched(text)))
  }
  const showAll = (event: MouseEvent) => {
    event.preventDefault()
    look('')
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    // What is looked for is shown already: Enter leads to it where it is one.
    const links = rows.current?.querySelectorAll<HTMLAnchorElement>('tr[data-words]:not([hidden]) > th > a')
    if (links?.length === 1) links[0]?.focus()
  }
  return (
    <>
      <search>
        <form className={styles.find} action={action} method="get" onSubmit={send}>
          {kept.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <label>
            <span>{words.label}</span>
            <input
              type="search"
              name="find"
              value={typed}
              maxLength={60}
              autoComplete="off"
              placeholder={words.hint}
              onChange={(event) => look(event.currentTarget.value)}
            />
          </label>
          <button className="button button-quiet" type="submit">
            {words.button}
          </button>
          {typed !== '' && (
            <a href={whole} onClick={showAll}>
              {words.all}
            </a>
          )}
          <p role="status">{typed.trim() !== '' && found[count]}</p>
        </form>
      </search>
      <div ref={rows} className="contents">
        {children}
      </div>
    </>
  )
}
