'use client'

import { type ReactNode, useEffect, useRef, useState } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'
import type { Choice } from './filter-words'
import { useShow } from './use-show'
import { type ChosenView, type Draft, type FilterField, Select, Typed, useDraft } from './view-fields'
import styles from './view-form.module.css'

/** A group of the further filters: boxes to tick, or fields to fill. */
export interface FilterGroup {
  legend: string
  hint?: string
  boxes?: { name: string; choices: readonly Choice[] }
  fields?: readonly FilterField[]
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

// Whether the reader has opened the further filters: kept while the page is built anew after a region was added by name.
let isPanelOpen = false

/** Everything that chooses the view. A plain form that works without script; with it, a choice applies at once. */
export function ViewForm({ action, zone, chosen, services, hours, lastDay, groups, kept, words, children, after }: Props) {
  const [pending, show] = useShow(action, zone)
  const [wasOpen] = useState(() => isPanelOpen)
  const draft = useDraft(chosen)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.setAttribute('data-live', ''), [])
  return (
    <form ref={form} data-choices className={styles.bar} action={action} method="get" onSubmit={show} aria-label={words.title}>
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
