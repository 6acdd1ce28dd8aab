'use client'

import dynamic from 'next/dynamic'
import { useState, useSyncExternalStore } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type FormRegions, regionCodes, withToggled } from './region-labels'
import styles from './report.module.css'

const RegionPicker = dynamic(() => import('./region-picker').then((module) => module.RegionPicker), { ssr: false })

const never = () => () => {}
/** Whether script runs: false in the first HTML. */
const useScript = () =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

/** Opens the small map under a figure's list of regions; pressing a region writes its name into the list. Not there without script. */
export function RegionChoice({ index, value, regions }: { index: number; value: string; regions: FormRegions }) {
  const t = useTranslations('intake')
  const locale = useLocale()
  const [open, setOpen] = useState(false)
  const hasScript = useScript()
  if (!hasScript) return null
  const toggle = (code: string) => {
    const list = document.getElementById(`o${index}.region`)
    if (!(list instanceof HTMLInputElement)) return
    list.value = withToggled(list.value, code, regions, locale)
    // The form listens to what is typed.
    list.dispatchEvent(new Event('input', { bubbles: true }))
  }
  return (
    <div className={styles.onMap}>
      <button aria-expanded={open} className="button button-quiet" onClick={() => setOpen(!open)} type="button">
        {t(open ? 'mapClose' : 'mapOpen')}
      </button>
      {open && <RegionPicker chosen={new Set(regionCodes(value, regions))} number={index + 1} regions={regions} toggle={toggle} />}
    </div>
  )
}
