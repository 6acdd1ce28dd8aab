'use client'

import { useEffect, useSyncExternalStore } from 'react'
import { useTranslations } from 'use-intl'
import type { reviewDecisions } from '@/lib/schema/vocabulary'
import styles from './review.module.css'

const kept = 'review-keys'
const changed = 'review-keys-changed'

/** Whether the keys are on; null on the server, which cannot know, and without script there are none. */
function useKeysOn(): [boolean | null, (on: boolean) => void] {
  const on = useSyncExternalStore(
    (tell) => {
      addEventListener(changed, tell)
      return () => removeEventListener(changed, tell)
    },
    () => {
      try {
        return localStorage.getItem(kept) !== 'off'
      } catch {
        return true
      }
    },
    () => null,
  )
  const set = (next: boolean) => {
    try {
      localStorage.setItem(kept, next ? 'on' : 'off')
    } catch {
      // Where nothing may be kept the keys stay on.
    }
    dispatchEvent(new Event(changed))
  }
  return [on, set]
}

/** A key that is pressed for its letter alone and not to type; radios and boxes take no letters. */
function isCommand({ target, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || isComposing || !(target instanceof HTMLElement)) return false
  const takesText = target.matches('input:not([type="radio"], [type="checkbox"]), textarea, select')
  return !takesText && !target.isContentEditable
}

/** By place on the keyboard, so that they work in either alphabet. */
const decisionKeys: Record<string, (typeof reviewDecisions)[number]> = {
  ...{ KeyP: 'publish', KeyR: 'reject', KeyT: 'retract', KeyD: 'takedown', KeyM: 'merge' },
}
const steps: Record<string, 1 | -1> = { KeyJ: 1, KeyK: -1 }
const arrows: Record<string, 1 | -1> = { ArrowDown: 1, ArrowUp: -1 }

/** Moves the focus by one through the queue; true where it moved. Arrows scroll, but where the focus is in the list already. */
function moveInQueue({ code }: KeyboardEvent): boolean {
  const links = [...document.querySelectorAll<HTMLElement>('a[data-queued]')]
  const at = document.activeElement instanceof HTMLElement ? links.indexOf(document.activeElement) : -1
  const by = steps[code] ?? (at === -1 ? undefined : arrows[code])
  const next = by === undefined ? undefined : links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)]
  next?.focus()
  return next !== undefined
}

/** Where a decision is chosen: for the whole record, else for the first report that can be decided so. */
function choiceOf(decision: string): HTMLElement | null {
  const ofReport = () => document.querySelector<HTMLElement>(`input[name="decision"][value="${decision}"]`)
  const choice = document.getElementById(`whole-${decision}`) ?? ofReport()
  choice?.closest('details')?.setAttribute('open', '')
  return choice
}

/** Chooses a decision about the whole record, or leads to its neighbours in the queue; true where there was something to do. */
function actOnRecord({ code }: KeyboardEvent): boolean {
  const decision = decisionKeys[code]
  const way = { KeyJ: 'next-queued', KeyK: 'previous-queued', KeyU: 'to-queue' }[code]
  const target = decision === undefined ? document.getElementById(way ?? '') : choiceOf(decision)
  if (target === null) return false
  target.click()
  if (decision !== undefined) target.focus()
  return true
}

/**
 * The keys of the review, told in a line that can turn them off. `arrived`: the page follows a decision, so the focus goes to its heading,
 * which is described by what was decided.
 */
export function ReviewKeys({ page, arrived }: { page: 'queue' | 'record'; arrived: boolean }) {
  const t = useTranslations('review')
  const [on, setOn] = useKeysOn()

  useEffect(() => {
    if (arrived) document.getElementById('review-heading')?.focus()
  }, [arrived])

  useEffect(() => {
    if (on !== true) return
    const act = page === 'queue' ? moveInQueue : actOnRecord
    const pressed = (event: KeyboardEvent) => {
      if (isCommand(event) && !event.shiftKey && act(event)) event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [on, page])

  // Its room is there from the first: what comes in later would push the page from under a finger.
  return (
    <div className={styles.keys} data-waiting={on === null ? '' : undefined}>
      <p>{t.rich(page === 'queue' ? 'keysQueue' : 'keysRecord', { kbd: (letter) => <kbd>{letter}</kbd> })}</p>
      <label>
        <input checked={on === true} onChange={({ target }) => setOn(target.checked)} type="checkbox" /> {t('keysOn')}
      </label>
    </div>
  )
}
