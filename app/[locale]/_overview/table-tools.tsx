'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import {
  type FormEvent,
  type MouseEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  useTransition,
} from 'react'
import { isFound } from '@/app/_filters/find-match'
import { keepingFind } from '@/app/_filters/keeping-find'
import { PendingLine } from '@/app/_ui/pending-line'
import styles from './table-tools.module.css'

interface Props {
  action: string
  /** What is looked for as the page was written. */
  find: string
  /** Whether there is any such row. */
  isAny: boolean
  /** The rest of the view, which the form keeps. */
  kept: readonly (readonly [string, string])[]
  words: { title: string; find: string; show: string; none: string; loading: string }
  /** The way back to the ranking, where another order holds. */
  order: ReactNode
  children: ReactNode
}

/** Shows the rows that are looked for and hides the others; answers whether there is any. */
function showFound(root: HTMLElement, find: string): boolean {
  const found = new Set<string | null>()
  for (const row of root.querySelectorAll('[data-find]')) {
    const names = `${row.querySelector('a')?.textContent ?? ''} ${row.id} ${row.getAttribute('data-find') ?? ''}`
    if (isFound(names, find)) found.add(row.getAttribute('data-region'))
  }
  for (const row of root.querySelectorAll<HTMLElement>('[data-region]')) row.hidden = !found.has(row.getAttribute('data-region'))
  for (const body of root.querySelectorAll('tbody')) {
    const heading = body.querySelector<HTMLElement>('tr:not([data-region])')
    if (heading) heading.hidden = !body.querySelector('tr[data-region]:not([hidden])')
  }
  return found.size > 0
}

const addressWith = (find: string) => keepingFind(`${window.location.pathname}${window.location.search}`, find)

/** What is typed narrows the rows at once and is written into the address when the typing rests; the address, when it changes, is what is typed. */
function useFind(root: RefObject<HTMLElement | null>, input: RefObject<HTMLInputElement | null>, wasAny: boolean) {
  const inAddress = useSearchParams().get('find') ?? ''
  const [isAny, setIsAny] = useState(wasAny)
  const writing = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const show = () => root.current && input.current && setIsAny(showFound(root.current, input.current.value))
  const write = () => window.history.replaceState(null, '', addressWith(input.current?.value.trim() ?? ''))
  // After every drawing: what the server sends anew knows only what was looked for when it was asked.
  useLayoutEffect(() => {
    show()
  })
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = inAddress
    if (root.current && input.current) setIsAny(showFound(root.current, input.current.value))
  }, [inAddress, root, input])
  useEffect(() => {
    const goBack = () => {
      if (input.current) input.current.value = new URLSearchParams(window.location.search).get('find') ?? ''
    }
    window.addEventListener('popstate', goBack)
    return () => {
      window.removeEventListener('popstate', goBack)
      clearTimeout(writing.current)
    }
  }, [input])
  const typed = () => {
    show()
    clearTimeout(writing.current)
    writing.current = setTimeout(write, 250)
  }
  const settle = (event: FormEvent) => {
    event.preventDefault()
    clearTimeout(writing.current)
    write()
  }
  return { isAny, typed, settle }
}

/** A link of our own that a plain click follows; null where the browser is to do as it likes. */
function ownLink(event: MouseEvent<HTMLElement>): HTMLAnchorElement | null {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const isPlain = event.button === 0 && !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.defaultPrevented)
  return link && isPlain && link.origin === window.location.origin ? link : null
}

/** Follows the links of the table without leaving the page's script; a heading that orders keeps the focus and the place. */
function useSoftLinks(root: RefObject<HTMLElement | null>) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const focused = useRef<string | null>(null)
  useEffect(() => {
    if (pending || focused.current === null) return
    root.current?.querySelector<HTMLElement>(`[data-view="${focused.current}"]`)?.focus({ preventScroll: true })
    focused.current = null
  }, [pending, root])
  const follow = (event: MouseEvent<HTMLElement>) => {
    const link = ownLink(event)
    if (!link) return
    event.preventDefault()
    const view = link.getAttribute('data-view')
    const address = `${link.pathname}${link.search}`
    focused.current = view
    const find = new URLSearchParams(window.location.search).get('find')
    startTransition(() => (view === null ? router.push(address + link.hash) : router.push(keepingFind(address, find), { scroll: false })))
  }
  return { pending, follow }
}

/** Finding in the table and ordering it. A form and links that work without script; with it, rows narrow while one types. */
export function TableTools({ action, find, isAny: wasAny, kept, words, order, children }: Props) {
  const root = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const { isAny, typed, settle } = useFind(root, input, wasAny)
  const { pending, follow } = useSoftLinks(root)
  return (
    <>
      {pending && <PendingLine label={words.loading} />}
      <search className={styles.tools}>
        <form action={action} method="get" onSubmit={settle} aria-label={words.title}>
          {kept.map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
          <label>
            <span>{words.find}</span>
            <input ref={input} type="search" name="find" defaultValue={find} maxLength={60} autoComplete="off" onInput={typed} />
          </label>
          <noscript>
            <button className="button button-quiet" type="submit">
              {words.show}
            </button>
          </noscript>
        </form>
        {order}
      </search>
      <p role="status" className={styles.none}>
        {!isAny && words.none}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the links inside are what is pressed */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter on a link is a click */}
      <div ref={root} onClick={follow}>
        {children}
      </div>
    </>
  )
}
