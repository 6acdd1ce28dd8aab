'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { type Checked, readHealth } from '@/lib/client/read-health'
import { type Link, linkAfter, nextCheckIn } from './pace'

export interface Checks {
  link: Link
  /** What the last check that was answered told; a new object for each. */
  last: Checked | null
}

/** Two checks closer than this ask the same. */
const closest = 1000

/** One page's checks, from `start` to `stop`: while it is visible, and at once when it comes to the front or the network returns. */
class Checker {
  #timer: ReturnType<typeof setTimeout> | undefined
  #failures = 0
  #asking = false
  #askedAt = Number.NEGATIVE_INFINITY
  #listening = new AbortController()

  constructor(private readonly tell: (change: (before: Checks) => Checks) => void) {}

  start(): void {
    const on = (target: EventTarget, type: string, listener: () => void) =>
      target.addEventListener(type, listener, { signal: this.#listening.signal })
    on(window, 'focus', () => this.checkSoon())
    on(window, 'pageshow', () => this.checkSoon())
    on(document, 'visibilitychange', () => this.checkSoon())
    on(window, 'online', () => void this.check())
    on(window, 'offline', () => this.tell((before) => ({ ...before, link: 'offline' })))
    void this.check()
  }

  stop(): void {
    this.#listening.abort()
    clearTimeout(this.#timer)
  }

  checkSoon(): void {
    if (document.visibilityState === 'visible' && performance.now() - this.#askedAt > closest) void this.check()
  }

  async check(): Promise<void> {
    if (this.#asking) return
    this.#asking = true
    this.#askedAt = performance.now()
    const last = await readHealth().catch(() => null)
    this.#asking = false
    if (this.#listening.signal.aborted) return
    this.#failures = last ? 0 : this.#failures + 1
    this.tell((before) => ({ last: last ?? before.last, link: linkAfter(this.#failures, navigator.onLine, before.link) }))
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.checkSoon(), nextCheckIn(this.#failures, Math.random()))
  }
}

/** Asks the server every twenty seconds or so where the ledger ends, only while somebody looks. `check` asks at once. */
export function useChecks(): [Checks, check: () => void] {
  const [checks, setChecks] = useState<Checks>({ link: 'fine', last: null })
  const checker = useRef<Checker | null>(null)
  useEffect(() => {
    const current = new Checker(setChecks)
    checker.current = current
    current.start()
    return () => current.stop()
  }, [])
  return [checks, useCallback(() => void checker.current?.check(), [])]
}
