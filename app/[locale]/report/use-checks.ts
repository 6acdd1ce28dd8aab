import { type RefObject, useEffect, useState } from 'react'

type Checks = typeof import('./shown-errors')

/** The form's own check with the schema of the records behind it, more than the form itself; null where it cannot be fetched. */
export const loadChecks = (): Promise<Checks | null> => import('./shown-errors').catch(() => null)

/** The check once somebody begins to fill the form in; null before, for there is nothing to check. */
export function useChecks(form: RefObject<HTMLFormElement | null>): Checks | null {
  const [checks, setChecks] = useState<Checks | null>(null)
  useEffect(() => {
    const element = form.current
    if (element === null) return
    const listening = new AbortController()
    const load = () => void loadChecks().then(setChecks)
    element.addEventListener('focusin', load, { once: true, signal: listening.signal })
    // A draft is put in place, or the focus set, before anybody touches the form.
    if (element.contains(document.activeElement)) load()
    return () => listening.abort()
  }, [form])
  return checks
}
