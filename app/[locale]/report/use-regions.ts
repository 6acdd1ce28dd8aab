import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { namesListed, type RegionChoice, regionFinder } from '@/lib/form/region-names'
import type { FigureValues } from '@/lib/form/report-form-values'
import type { Offered } from './offered-regions'
import type { FormRegions } from './region-labels'

/** How long somebody pauses before a name is asked for, in milliseconds. */
const pause = 250
const shortestName = 2

interface KnownRegions {
  regions: FormRegions
  /** Whether a name is still to be looked for, so that nobody can say yet that it is unknown. */
  isOpen: (name: string) => boolean
  /** Asks for what is named and not known; the finder with what was answered, null where it could not be asked. */
  learn: (figures: readonly FigureValues[]) => Promise<FormRegions['find'] | null>
}

async function ask(name: string, locale: string): Promise<RegionChoice[]> {
  const answer = await fetch(`/${locale}/report/regions?find=${encodeURIComponent(name)}`)
  if (!answer.ok) throw new Error(`regions answered ${answer.status}`)
  return answer.json()
}

function together(known: readonly RegionChoice[], found: readonly RegionChoice[]): readonly RegionChoice[] {
  const codes = new Set(known.map(({ code }) => code))
  const others = found.filter(({ code }) => !codes.has(code))
  return others.length === 0 ? known : [...known, ...others]
}

/** The regions a form knows: those it came with, and where there are more, those that are asked for as they are typed, or that `codes` name. */
export function useRegions(
  { choices: offered, more }: Offered,
  figures: readonly FigureValues[],
  codes: readonly string[],
  locale: string,
): KnownRegions {
  const [choices, setChoices] = useState(offered)
  const [asked, setAsked] = useState<ReadonlySet<string>>(new Set())
  const regions = useMemo(() => ({ choices, find: regionFinder(choices) }), [choices])
  const latest = useRef({ choices, asked })
  latest.current = { choices, asked }

  const learnNames = useCallback(
    async (texts: readonly string[]): Promise<void> => {
      // A name with a comma is a county and its state, or two names: both are asked for.
      const names = texts.flatMap((text) => [...text.split(/[;\n]+/), ...namesListed(text, () => undefined)]).map((name) => name.trim())
      const find = regionFinder(latest.current.choices)
      const unknown = [...new Set(names)].filter(
        (name) => name.length >= shortestName && find(name) === undefined && !latest.current.asked.has(name),
      )
      const found = await Promise.all(unknown.map((name) => ask(name, locale)))
      if (unknown.length === 0) return
      latest.current = { choices: together(latest.current.choices, found.flat()), asked: new Set([...latest.current.asked, ...unknown]) }
      setChoices(latest.current.choices)
      setAsked(latest.current.asked)
    },
    [locale],
  )

  const wanted = [...figures.map(({ region }) => region), ...codes].join('\n')
  useEffect(() => {
    if (!more || wanted.trim() === '') return
    // What cannot be asked now is asked when somebody types on, or sends.
    const timer = setTimeout(() => void learnNames([wanted]).catch(() => undefined), pause)
    return () => clearTimeout(timer)
  }, [more, wanted, learnNames])

  const learn = useCallback(
    async (named: readonly FigureValues[]) => {
      if (!more) return regionFinder(latest.current.choices)
      try {
        await learnNames(named.map(({ region }) => region))
        return regionFinder(latest.current.choices)
      } catch {
        return null
      }
    },
    [more, learnNames],
  )
  return { regions, isOpen: (name) => more && name.length >= shortestName && !asked.has(name), learn }
}
