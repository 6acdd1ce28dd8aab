'use client'

import { useEffect, useRef } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'
import { useShow } from './use-show'
import { type ChosenView, type FilterField, Select, Typed, useDraft } from './view-fields'
import styles from './view-form.module.css'

interface Props {
  action: string
  /** The clock that days and hours are of. */
  zone: string
  chosen: ChosenView
  fields: readonly FilterField[]
  /** What else the address asks for; it is kept. */
  kept: readonly (readonly [string, string])[]
  words: { title: string; show: string; loading: string }
}

/** A few fields in a line that choose what a page is about: a plain form without script; with it a choice applies at once and the page stays. */
export function MomentChoice({ action, zone, chosen, fields, kept, words }: Props) {
  const [pending, show] = useShow(action, zone)
  const draft = useDraft(chosen)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.setAttribute('data-live', ''), [])
  return (
    <form ref={form} data-choices className={styles.form} action={action} method="get" onSubmit={show} aria-label={words.title}>
      {pending && <PendingLine label={words.loading} />}
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {fields.map((field) =>
        field.choices ? <Select key={field.name} field={field} draft={draft} /> : <Typed key={field.name} field={field} draft={draft} />,
      )}
      <button className="button button-quiet" type="submit">
        {words.show}
      </button>
    </form>
  )
}
