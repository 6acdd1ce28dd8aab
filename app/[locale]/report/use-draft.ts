'use client'

import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { emptyReport, type ReportFormValues, readValues, writeValues } from '@/lib/form/report-form-values'
import { clearDraft, type Draft, keepDraft, readDraft, type Waiting } from './draft'

interface FormDraft {
  /** When the draft that was brought back had been kept; null where there was none. */
  restoredFrom: string | null
  isKept: boolean
  /** What was sent and not answered; null where nothing waits. */
  waiting: Waiting | null
  /** The key of a sending that was not answered: the next one repeats it. */
  key: () => string | null
  /** Keeps what is typed; nothing is sent by itself any more. */
  keep: (fields: URLSearchParams) => void
  /** Keeps what is being sent, until it is answered. */
  sent: (fields: URLSearchParams, key: string, waiting: Waiting) => void
  /** It was answered: a repeat is a new sending. */
  answered: () => void
  discard: () => void
}

type Sent = Pick<Draft, 'key' | 'waiting'>
const nothingSent: Sent = { key: null, waiting: null }

/** Keeps what is typed and what is being sent on this device, and brings it back when the form opens again, unless something is typed already. */
export function useDraft(form: RefObject<HTMLFormElement | null>, opens: boolean, draw: (values: ReportFormValues) => void): FormDraft {
  const [restoredFrom, setRestoredFrom] = useState<string | null>(null)
  const [isKept, setKept] = useState(false)
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const sentNow = useRef<Sent>(nothingSent)
  const fieldsNow = useRef('')

  const store = useCallback((fields: string, sent: Sent) => {
    sentNow.current = sent
    fieldsNow.current = fields
    setWaiting(sent.waiting)
    setKept(keepDraft({ savedAt: new Date().toISOString(), fields, ...sent }))
  }, [])

  useEffect(() => {
    const draft = opens ? readDraft() : null
    if (draft === null || form.current === null || !isUntouched(form.current)) return
    sentNow.current = draft
    fieldsNow.current = draft.fields
    draw(readValues(new URLSearchParams(draft.fields)))
    setRestoredFrom(draft.savedAt)
    setKept(true)
    setWaiting(draft.waiting)
  }, [form, opens, draw])

  const keep = useCallback((fields: URLSearchParams) => store(ownFields(fields), { key: sentNow.current.key, waiting: null }), [store])
  const sent = useCallback(
    (fields: URLSearchParams, key: string, waits: Waiting) => store(ownFields(fields), { key, waiting: waits }),
    [store],
  )
  const answered = useCallback(() => store(fieldsNow.current, nothingSent), [store])

  const discard = useCallback(() => {
    clearDraft()
    sentNow.current = nothingSent
    setRestoredFrom(null)
    setKept(false)
    setWaiting(null)
    draw(emptyReport())
  }, [draw])

  return { restoredFrom, isKept, waiting, key: () => sentNow.current.key, keep, sent, answered, discard }
}

/** Only the report's own fields are kept: not the editor's key, nor what belongs to one rendering. */
const ownFields = (fields: URLSearchParams) => writeValues(readValues(fields)).toString()

function isUntouched(form: HTMLFormElement): boolean {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return writeValues(readValues(fields)).toString() === writeValues(emptyReport()).toString()
}
