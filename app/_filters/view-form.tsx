'use client'

import { useRouter } from 'next/navigation'
import { type ChangeEvent, type FormEvent, useState, useTransition } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'
import styles from './view-form.module.css'

export interface Choice {
  value: string
  label: string
}

/** What the form shows: a service, a day (`YYYY-MM-DD`) and an hour of the territory's clock, empty for the end of the day. */
export interface ChosenView {
  service: string
  day: string
  hour: string
}

interface Props {
  action: string
  chosen: ChosenView
  services: readonly Choice[]
  hours: readonly Choice[]
  lastDay: string
  /** Filters of the view that have no field here; they are kept. */
  kept: readonly (readonly [string, string])[]
  words: { title: string; service: string; day: string; hour: string; show: string; loading: string }
}

/** The form's state follows the address; what the reader has changed but not sent yet is a draft. */
function useDraft(chosen: ChosenView): [ChosenView, (change: Partial<ChosenView>) => void] {
  const [draft, setDraft] = useState(chosen)
  const [seen, setSeen] = useState(chosen)
  if (seen.service !== chosen.service || seen.day !== chosen.day || seen.hour !== chosen.hour) {
    setSeen(chosen)
    setDraft(chosen)
  }
  return [draft, (change) => setDraft({ ...draft, ...change })]
}

/** Service and moment. A plain form that works without script; with it, a choice applies at once and the last view stays until the next is here. */
export function ViewForm({ action, chosen, services, hours, lastDay, kept, words }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const [draft, change] = useDraft(chosen)
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])
    startTransition(() => router.push(`${action}?${new URLSearchParams(fields)}`, { scroll: false }))
  }
  // A select says when it is done; a date is still being typed, so it waits for the button or Enter.
  const apply = (event: ChangeEvent<HTMLSelectElement>) => {
    const { form } = event.currentTarget
    change({ [event.currentTarget.name]: event.currentTarget.value })
    queueMicrotask(() => form?.requestSubmit())
  }
  return (
    <form className={styles.form} action={action} method="get" onSubmit={show} aria-label={words.title}>
      {pending && <PendingLine label={words.loading} />}
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      <label className={styles.field}>
        <span>{words.service}</span>
        <select name="service" value={draft.service} onChange={apply}>
          {services.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.field}>
        <span>{words.day}</span>
        <input type="date" name="day" max={lastDay} value={draft.day} onChange={(event) => change({ day: event.currentTarget.value })} />
      </label>
      <label className={styles.field}>
        <span>{words.hour}</span>
        <select name="hour" value={draft.hour} onChange={apply}>
          {hours.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <button className="button button-quiet" type="submit">
        {words.show}
      </button>
    </form>
  )
}
