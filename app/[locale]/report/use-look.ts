import { useEffect, useRef, useState } from 'react'
import { emptyReport, type ReportFormValues, writeValues } from '@/lib/form/report-form-values'
import type { ReportLook } from '@/lib/schema/report-look'

/** How long somebody pauses before the ledger is asked, in milliseconds. */
const pause = 800

const empty = writeValues(emptyReport()).toString()

async function ask(fields: string, locale: string, signal: AbortSignal): Promise<ReportLook> {
  // The schema is more script than the form: it comes when it is needed.
  const [answer, { ReportLook }] = await Promise.all([
    fetch(`/${locale}/report/look`, { method: 'POST', body: new URLSearchParams(fields), signal }),
    import('@/lib/schema/report-look'),
  ])
  return ReportLook.parse(await answer.json())
}

/** What the ledger tells of the form as it is now, asked anew when somebody pauses. Where it does not answer, the last word stays. */
export function useLook(now: ReportFormValues, told: ReportLook | null, locale: string): ReportLook | null {
  const [look, setLook] = useState<ReportLook | null>(told)
  const fields = writeValues(now).toString()
  const asked = useRef(fields)
  useEffect(() => setLook(told), [told])
  useEffect(() => {
    if (fields === asked.current || fields === empty) return
    const asking = new AbortController()
    const timer = setTimeout(() => {
      ask(fields, locale, asking.signal).then(
        (answer) => {
          asked.current = fields
          setLook(answer)
        },
        () => {
          // Only a help: the same is told when the form is sent.
        },
      )
    }, pause)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [fields, locale])
  return fields === empty ? null : look
}
