'use client'

import { type RefObject, useCallback, useEffect, useState } from 'react'
import { emptyReport, type ReportFormValues, readValues, writeValues } from '@/lib/form/report-form-values'
import { clearDraft, keepDraft, readDraft } from './draft'

interface FormDraft {
  /** When the draft that was brought back had been kept; null where there was none. */
  restoredFrom: string | null
  isKept: boolean
  keep: (fields: URLSearchParams) => void
  discard: () => void
}

/** Keeps what is typed on this device and brings it back when the form opens again, unless something is typed already. */
export function useDraft(form: RefObject<HTMLFormElement | null>, opens: boolean, draw: (values: ReportFormValues) => void): FormDraft {
  const [restoredFrom, setRestoredFrom] = useState<string | null>(null)
  const [isKept, setKept] = useState(false)

  useEffect(() => {
    const draft = opens ? readDraft() : null
    if (draft === null || form.current === null || !isUntouched(form.current)) return
    draw(readValues(new URLSearchParams(draft.fields)))
    setRestoredFrom(draft.savedAt)
    setKept(true)
  }, [form, opens, draw])

  const keep = useCallback((fields: URLSearchParams) => {
    // Only the report's own fields are kept: not the editor's key, nor what belongs to one rendering.
    const kept = keepDraft({ savedAt: new Date().toISOString(), fields: writeValues(readValues(fields)).toString() })
    setKept(kept)
  }, [])

  const discard = useCallback(() => {
    clearDraft()
    setRestoredFrom(null)
    setKept(false)
    draw(emptyReport())
  }, [draw])

  return { restoredFrom, isKept, keep, discard }
}

function isUntouched(form: HTMLFormElement): boolean {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
  return writeValues(readValues(fields)).toString() === writeValues(emptyReport()).toString()
}
