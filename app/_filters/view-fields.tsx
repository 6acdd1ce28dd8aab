'use client'

import { type ChangeEvent, useState } from 'react'
import type { Choice } from './filter-words'
import styles from './view-form.module.css'

/** What the form shows: every field by name. A day is `YYYY-MM-DD`, an hour of the territory's clock is empty for the end of the day. */
export type ChosenView = Readonly<Record<string, readonly string[]>>

export interface FilterField {
  name: string
  label: string
  /** A choice of one; without choices the field is typed. A time is a day to pick, or an exact moment as the address has it. */
  choices?: readonly Choice[]
  type?: 'text' | 'time'
  list?: string
  lastDay?: string
  hint?: string
}

export interface Draft {
  of: (name: string) => readonly string[]
  /** Changes a field; a choice is applied at once. */
  set: (name: string, values: readonly string[]) => void
  apply: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => void
}

/** The form's state follows the address; what the reader has changed but not sent yet is a draft. */
export function useDraft(chosen: ChosenView): Draft {
  const [draft, setDraft] = useState(chosen)
  const [seen, setSeen] = useState(chosen)
  if (seen !== chosen && JSON.stringify(seen) !== JSON.stringify(chosen)) {
    setSeen(chosen)
    setDraft(chosen)
  }
  const of = (name: string) => draft[name] ?? []
  const set = (name: string, values: readonly string[]) => setDraft((before) => ({ ...before, [name]: values }))
  return {
    of,
    set,
    apply: ({ currentTarget: field }) => {
      const { form, name, value } = field
      const isBox = field instanceof HTMLInputElement && field.type === 'checkbox'
      const others = of(name).filter((one) => one !== value)
      set(name, isBox ? (field.checked ? [...others, value] : others) : [value])
      queueMicrotask(() => form?.requestSubmit())
    },
  }
}

/** A choice of one, which is applied at once. */
export function Select({ field: { name, label, choices = [] }, draft }: { field: FilterField; draft: Draft }) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <select name={name} value={draft.of(name)[0] ?? ''} onChange={draft.apply}>
        {choices.map(({ value, label: words }) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    </label>
  )
}

/** A field that is typed waits for the button or Enter. A moment more exact than a day is shown as the address says it. */
export function Typed({ field: { name, label, type, list, lastDay, hint }, draft }: { field: FilterField; draft: Draft }) {
  const [value = ''] = draft.of(name)
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type={type === 'time' && value.length <= 10 ? 'date' : 'text'}
        name={name}
        list={list}
        max={lastDay}
        maxLength={200}
        autoComplete="off"
        value={value}
        onChange={(event) => draft.set(name, [event.currentTarget.value])}
      />
      {hint && <small>{hint}</small>}
    </label>
  )
}
