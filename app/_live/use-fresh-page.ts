'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useRef, useState, useTransition } from 'react'
import { useShownFrame } from '@/app/_ui/shown-frame'
import type { Checked } from '@/lib/client/read-health'
import { readerIsBusy } from './busy-reader'

/** The state of the ledger that a page was drawn from. `ledgerSeq` is null where the store did not say. */
export interface Drawn {
  ledgerSeq: number | null
  /** ISO in UTC, on the server's clock. */
  at: string
}

/** What a page drawn anew brought. */
export interface News {
  /** Entries that the ledger has more than before; none where a kept copy was all that it took the place of. */
  entries: number
  /** Whether the page reads differently now. */
  changed: boolean
  at: string
}

interface FreshPage {
  isDrawing: boolean
  /** The last moment for which the server has confirmed that the page shows what it has; null before the first. */
  goodAt: string | null
  /** To be called when the page is there that was drawn anew. */
  onDrawn: (changed: boolean) => void
  /** What the last drawing brought; null where it brought nothing, was put away, or another page was opened. */
  news: News | null
  dismiss: () => void
}

/** Standings age by the hour even where nobody says anything: a page of the present is drawn anew this often, in milliseconds. */
const agesAfter = 600_000

/** Whether what is shown is behind the server: it is a kept copy, the ledger moved on, or the present did by itself. */
export function isBehind(shown: Drawn, last: Drawn, { isPresent, isKept }: { isPresent: boolean; isKept: boolean }): boolean {
  if (isKept || last.ledgerSeq !== shown.ledgerSeq) return true
  return isPresent && Date.parse(last.at) - Date.parse(shown.at) >= agesAfter
}

/** Draws the page anew when a check says that it is behind, once the reader is at nothing that this would disturb. */
export function useFreshPage(drawn: Drawn, last: Checked | null): FreshPage {
  const router = useRouter()
  const path = usePathname()
  const isPresent = !useSearchParams().has('asOf')
  const timeMoves = useShownFrame() !== null
  const [isDrawing, startDrawing] = useTransition()
  const [goodAt, setGoodAt] = useState<string | null>(null)
  const [news, setNews] = useState<{ path: string; told: News } | null>(null)
  const shown = useRef(drawn)
  const coming = useRef<Checked | null>(null)

  useEffect(() => {
    if (last === null || coming.current !== null || timeMoves) return
    shown.current.ledgerSeq ??= last.ledgerSeq
    const isKept = document.documentElement.dataset.keptAt !== undefined
    if (!isBehind(shown.current, last, { isPresent, isKept })) return setGoodAt(last.at)
    if (readerIsBusy(isKept)) return
    coming.current = last
    startDrawing(() => router.refresh())
  }, [last, timeMoves, isPresent, router])

  const onDrawn = (changed: boolean) => {
    if (coming.current === null) return
    const entries = coming.current.ledgerSeq - (shown.current.ledgerSeq ?? coming.current.ledgerSeq)
    shown.current = { ...coming.current }
    coming.current = null
    const wasKept = document.documentElement.dataset.keptAt !== undefined
    delete document.documentElement.dataset.keptAt
    setGoodAt(shown.current.at)
    if (entries !== 0 || wasKept) setNews({ path, told: { entries, changed, at: shown.current.at } })
  }

  return { isDrawing, goodAt, onDrawn, news: news?.path === path ? news.told : null, dismiss: () => setNews(null) }
}
