'use client'

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type Direction, neighbourOf, type PickerMap } from './picker-map'
import type { FormRegions } from './region-labels'
import styles from './region-picker.module.css'

interface Props {
  /** The figure's number, from 1. */
  number: number
  /** The codes that are chosen. */
  chosen: ReadonlySet<string>
  regions: FormRegions
  toggle: (code: string) => void
}

const isDirection = (key: string): key is Direction => key.startsWith('Arrow')

/** One drawing for all figures; a failed fetch is tried again when the map is opened again. */
let coming: Promise<PickerMap> | undefined

function drawing(locale: string): Promise<PickerMap> {
  coming ??= fetch(`/${locale}/report/map`).then((answer) => {
    if (!answer.ok) throw new Error(`the map answered ${answer.status}`)
    return answer.json() as Promise<PickerMap>
  })
  coming.catch(() => {
    coming = undefined
  })
  return coming
}

/** The territory to press regions on: each a check box, one of them in the order of tabs, arrows lead to the others. */
export function RegionPicker({ number, chosen, regions, toggle }: Props) {
  const t = useTranslations('intake')
  const locale = useLocale()
  const [map, setMap] = useState<PickerMap | 'failed' | null>(null)
  const [at, setAt] = useState<string | null>(null)
  const svg = useRef<SVGSVGElement>(null)
  useEffect(() => {
    drawing(locale).then(setMap, () => setMap('failed'))
  }, [locale])
  if (map === null || map === 'failed') {
    return (
      <p className={styles.word} role="status">
        {t(map === null ? 'mapWait' : 'mapFailed')}
      </p>
    )
  }
  const nameOf = (code: string) => regions.choices.find((choice) => choice.code === code)?.name[locale] ?? code
  const stop = at ?? map.regions.find(({ code }) => chosen.has(code))?.code ?? map.regions[0]?.code
  const pressed = (event: KeyboardEvent, code: string) => {
    if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault()
      toggle(code)
    } else if (isDirection(event.key)) {
      event.preventDefault()
      const next = neighbourOf(map, code, event.key)
      setAt(next)
      svg.current?.querySelector<SVGElement>(`[data-region="${next}"]`)?.focus()
    }
  }
  const { grain } = map
  // Small regions lie inside larger ones: drawn last, they are above them.
  const inOrder = [...map.regions].sort((a, b) => Number(a.isSmall) - Number(b.isSmall))
  return (
    <>
      <p className={styles.word}>{t('mapHint')}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot stand in a drawing */}
      <svg
        aria-label={t('mapName', { number: String(number) })}
        className={styles.map}
        ref={svg}
        role="group"
        viewBox={`0 0 ${map.width} ${map.height}`}
      >
        {inOrder.map(({ code, path, at: middle, isSmall }) => (
          // biome-ignore lint/a11y/useSemanticElements: an input cannot have the shape of a region
          <g
            aria-checked={chosen.has(code)}
            aria-label={nameOf(code)}
            className={styles.region}
            data-region={code}
            key={code}
            onClick={() => {
              setAt(code)
              toggle(code)
            }}
            onKeyDown={(event) => pressed(event, code)}
            role="checkbox"
            tabIndex={code === stop ? 0 : -1}
          >
            <title>{nameOf(code)}</title>
            <path d={path} transform={`scale(${1 / grain})`} />
            {isSmall && middle && <circle cx={middle[0]} cy={middle[1]} r={9} />}
          </g>
        ))}
      </svg>
    </>
  )
}
