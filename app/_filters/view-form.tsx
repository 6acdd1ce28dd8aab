'use client'

import { useRouter, useSearchParams } from 'next/navigation'
import { type ChangeEvent, type FormEvent, type ReactNode, useState, useTransition } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'
import type { Choice } from './filter-words'
import { addressOfForm } from './form-address'
import { keepingFind } from './keeping-find'
import styles from './view-form.module.css'

/** What the form shows: every field by name. A day is `YYYY-MM-DD`, an hour of the territory's clock is empty for the end of the day. */
export type ChosenView = Readonly<Record<string, readonly string[]>>

/** A group of the further filters: boxes to tick, or fields to fill. */
export interface FilterGroup {
  legend: string
  hint?: string
  boxes?: { name: string; choices: readonly Choice[] }
  fields?: readonly FilterField[]
}

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

interface Props {
  action: string
  /** The clock that days and hours are of. */
  zone: string
  chosen: ChosenView
  services: readonly Choice[]
  hours: readonly Choice[]
  lastDay: string
  groups: readonly FilterGroup[]
  /** What of the view has no field here; it is kept. */
  kept: readonly (readonly [string, string])[]
  words: { title: string; service: string; day: string; hour: string; show: string; loading: string; more: string }
  /** What stands in the bar beside the fields. */
  children: ReactNode
  /** What the further filters end with. */
  after: ReactNode
}

interface Draft {
  of: (name: string) => readonly string[]
  /** Changes a field; a choice is applied at once. */
  set: (name: string, values: readonly string[]) => void
  apply: (event: ChangeEvent<HTMLInputElement | HTMLSelectElement>) => void
}

/** The form's state follows the address; what the reader has changed but not sent yet is a draft. */
function useDraft(chosen: ChosenView): Draft {
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
function Select({ field: { name, label, choices = [] }, draft }: { field: FilterField; draft: Draft }) {
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
function Typed({ field: { name, label, type, list, lastDay, hint }, draft }: { field: FilterField; draft: Draft }) {
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

function Group({ group: { legend, hint, boxes, fields = [] }, draft }: { group: FilterGroup; draft: Draft }) {
  return (
    <fieldset className={styles.group}>
      <legend>{legend}</legend>
      {boxes?.choices.map(({ value, label }) => (
        <label key={value} className={styles.box}>
          <input type="checkbox" name={boxes.name} value={value} checked={draft.of(boxes.name).includes(value)} onChange={draft.apply} />
          {label}
        </label>
      ))}
      {fields.map((field) =>
        field.choices ? <Select key={field.name} field={field} draft={draft} /> : <Typed key={field.name} field={field} draft={draft} />,
      )}
      {hint && <p>{hint}</p>}
    </fieldset>
  )
}

/**
 * Sends the form as an address of its page; the last view stays until the next is here. The address is written in the one grammar here already,
 * because a page that the server leads to another address is built anew, and the form would lose its focus. Only the names of regions are the
 * server's to read.
 */
function useShow(action: string, zone: string): [boolean, (event: FormEvent<HTMLFormElement>) => void] {
  const router = useRouter()
  const find = useSearchParams().get('find')
  const [pending, startTransition] = useTransition()
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])
    const params = new URLSearchParams(fields)
    const ground = { zone, now: new Date().toISOString(), findRegion: () => undefined }
    const meant = params.get('place') ? null : addressOfForm(params, ground)
    startTransition(() => router.push(keepingFind(`${action}${meant ?? `?${params}`}`, find), { scroll: false }))
  }
  return [pending, show]
}

// Whether the reader has opened the further filters: kept while the page is built anew after a region was added by name.
let isPanelOpen = false

/** Everything that chooses the view. A plain form that works without script; with it, a choice applies at once. */
export function ViewForm({ action, zone, chosen, services, hours, lastDay, groups, kept, words, children, after }: Props) {
  const [pending, show] = useShow(action, zone)
  const [wasOpen] = useState(() => isPanelOpen)
  const draft = useDraft(chosen)
  return (
    <form className={styles.bar} action={action} method="get" onSubmit={show} aria-label={words.title}>
      {pending && <PendingLine label={words.loading} />}
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className={styles.form}>
        <Select field={{ name: 'service', label: words.service, choices: services }} draft={draft} />
        <Typed field={{ name: 'day', label: words.day, type: 'time', lastDay }} draft={draft} />
        <Select field={{ name: 'hour', label: words.hour, choices: hours }} draft={draft} />
        <button className="button button-quiet" type="submit">
          {words.show}
        </button>
      </div>
      {children}
      <details
        className={styles.more}
        open={wasOpen}
        onToggle={({ currentTarget }) => {
          isPanelOpen = currentTarget.open
        }}
      >
        <summary>{words.more}</summary>
        <div className={styles.groups}>
          {groups.map((group) => (
            <Group key={group.legend} group={group} draft={draft} />
          ))}
        </div>
        <div className={styles.after}>
          <button className="button" type="submit">
            {words.show}
          </button>
          {after}
        </div>
      </details>
    </form>
  )
}
