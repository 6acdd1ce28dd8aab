'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, startTransition, useActionState, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { type RegionChoice, regionFinder } from '@/lib/form/region-names'
import type { FormError } from '@/lib/form/report-form'
import { type ReportFormValues, readValues, withFigure, withoutFigure } from '@/lib/form/report-form-values'
import { clearDraft } from './draft'
import { DraftNotice } from './draft-notice'
import { DuplicateNotice } from './duplicate-notice'
import { ErrorSummary } from './error-summary'
import { Figure } from './figure'
import styles from './report.module.css'
import type { ReportAnswer } from './report-answer'
import { EventFields, HeldFields, SourceFields, TokenField } from './report-fields'
import { sendReport } from './send-report'
import { setPrecision } from './set-precision'
import { loadChecks, useChecks } from './use-checks'
import { useDraft } from './use-draft'

interface Props {
  opening: ReportAnswer
  regions: readonly RegionChoice[]
  zone: string
  /** How long a strike is held back, in hours. */
  holdHours: number
}

/** What the form is drawn from: `version` counts drawings, `attempt` sendings that were refused. */
interface Shown {
  answer: ReportAnswer
  version: number
  attempt: number
  /** The control to go to after this drawing. */
  focus: string | null
}

/** What is typed, without the framework's own hidden fields. */
const fieldsOf = (form: HTMLFormElement, pressed?: HTMLElement | null) => {
  const fields = new URLSearchParams()
  for (const [name, value] of new FormData(form, pressed))
    if (typeof value === 'string' && !name.startsWith('$')) fields.append(name, value)
  return fields
}

/**
 * The report form. Without script it posts to its server action and is drawn again with the answer; with script the same check
 * runs while somebody types, figures are added in place, and what is typed is kept as a draft. The fields themselves hold what is
 * typed; `shown` is what they were drawn from, and a new drawing (`version`) makes them anew.
 */
export function ReportForm({ opening, regions: choices, zone, holdHours }: Props) {
  const t = useTranslations('form')
  const locale = useLocale()
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [answered, formAction] = useActionState(sendReport, opening)
  const [shown, setShown] = useState<Shown>({ answer: answered, version: 0, attempt: 0, focus: null })
  const [now, setNow] = useState<ReportFormValues>(answered.values)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [sending, setSending] = useState<'no' | 'now' | 'failed'>('no')
  const regions = useMemo(() => ({ choices, find: regionFinder(choices) }), [choices])
  const context = useMemo(() => ({ findRegion: regions.find, zone }), [regions, zone])

  const draw = useCallback(
    (answer: ReportAnswer, { attempted = false, focus = null }: { attempted?: boolean; focus?: string | null } = {}) => {
      setShown(({ version, attempt }) => ({ answer, version: version + 1, attempt: attempted ? attempt + 1 : attempt, focus }))
      setNow(answer.values)
      setLeft(new Set())
    },
    [],
  )
  const drawValues = useCallback((values: ReportFormValues) => draw({ ...opening, values }), [draw, opening])
  const draft = useDraft(form, answered === opening, drawValues)

  const checks = useChecks(form)
  const errors = checks === null ? shown.answer.errors : checks.shownErrors(now, shown.answer, left, context)
  const errorOf = (field: string): FormError | undefined => errors.find((error) => error.field === field)

  // A copy of the form that the service worker kept has a key that an earlier report may have used.
  const ownKey = useRef<string | null>(null)
  useEffect(() => {
    if (document.documentElement.dataset.keptAt !== undefined) ownKey.current = crypto.randomUUID()
  }, [])

  // The control that was pressed is drawn anew: the focus goes to where the work goes on.
  useEffect(() => {
    if (shown.focus !== null) document.getElementById(shown.focus)?.focus()
  }, [shown])

  function typed(event: FormEvent<HTMLFormElement>) {
    if (event.target instanceof HTMLInputElement) setPrecision(event.target)
    const fields = fieldsOf(event.currentTarget)
    setNow(readValues(fields))
    draft.keep(fields)
  }

  async function send(fields: URLSearchParams) {
    const body = new FormData()
    for (const [name, value] of fields) body.append(name, value)
    body.set('script', '1')
    if (ownKey.current !== null) body.set('idempotencyKey', ownKey.current)
    try {
      const answer = await sendReport(shown.answer, body)
      if (answer.to === null) {
        draw(answer, { attempted: true })
        setSending('no')
        return
      }
      clearDraft()
      router.push(answer.to)
    } catch {
      setSending('failed')
    }
  }

  function submitted(event: FormEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : { submitter: null }
    event.preventDefault()
    if (sending === 'now') return
    const fields = fieldsOf(event.currentTarget, submitter)
    const values = readValues(fields)
    const change = (changed: ReportFormValues, focus: string) => draw({ ...shown.answer, values: changed, errors: [] }, { focus })
    if (fields.has('add')) return change(withFigure(values), `o${values.figures.length}.service`)
    if (fields.has('remove')) return change(withoutFigure(values, Number(fields.get('remove'))), 'add-figure')
    setSending('now')
    startTransition(() => checkAndSend(fields, values))
  }

  async function checkAndSend(fields: URLSearchParams, values: ReportFormValues) {
    // Where the check cannot be fetched, the same one is made where the record arrives.
    const found = (await loadChecks())?.errorsIn(values, context) ?? []
    if (found.length === 0) return send(fields)
    draw({ ...shown.answer, values, errors: found }, { attempted: true })
    setSending('no')
  }

  const { answer, version } = shown
  return (
    <form
      action={formAction}
      aria-busy={sending === 'now'}
      className={`grid ${styles.form}`}
      data-hold
      noValidate
      onBlur={({ target }) => target instanceof HTMLElement && setLeft((fields) => new Set([...fields, target.getAttribute('name') ?? '']))}
      onInput={typed}
      onSubmit={submitted}
      ref={form}
    >
      <input name="locale" type="hidden" value={locale} />
      <input name="idempotencyKey" type="hidden" value={answer.idempotencyKey} />
      {/* The first button is the one that Enter presses. */}
      <button aria-hidden="true" className="visually-hidden" tabIndex={-1} type="submit">
        {t('send')}
      </button>
      <div className={styles.head}>
        <ErrorSummary attempt={shown.attempt} errors={answer.errors} />
        <DuplicateNotice attempt={shown.attempt} candidates={answer.candidates} />
        {draft.restoredFrom !== null && <DraftNotice discard={draft.discard} savedAt={draft.restoredFrom} zone={zone} />}
      </div>
      <div className={styles.fields} key={version}>
        <EventFields errorOf={errorOf} values={answer.values} />
        <SourceFields errorOf={errorOf} values={answer.values} />
        <HeldFields errorOf={errorOf} values={answer.values} />
        <fieldset className={styles.part}>
          <legend>
            {t('figures')} <small>{t('figureCount', { count: answer.values.figures.length })}</small>
          </legend>
          {answer.values.figures.map((figure, i) => (
            <Figure
              errorOf={errorOf}
              index={i}
              // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its place; adding or removing draws all of them anew.
              key={i}
              now={now.figures[i] ?? figure}
              regions={regions}
              removable={answer.values.figures.length > 1}
              values={figure}
            />
          ))}
          <button className="button" formNoValidate id="add-figure" name="add" type="submit" value="1">
            {t('add')}
          </button>
        </fieldset>
        <datalist id="regions">
          {choices
            .filter(({ level }) => level < 2)
            .map(({ code, name }) => (
              <option key={code} value={name[locale]} />
            ))}
        </datalist>
      </div>
      <div className={styles.foot}>
        <TokenField error={errorOf('token')} />
        {sending === 'failed' && (
          <p className={styles.failed} role="alert">
            {t('offline')}
          </p>
        )}
        <div className={styles.send}>
          <button aria-disabled={sending === 'now'} className="button button-primary" type="submit">
            {t(sending === 'now' ? 'sending' : 'send')}
          </button>
          <span className={styles.holdNote}>{t('holdNote', { hours: holdHours })}</span>
        </div>
      </div>
      <aside className={styles.aside}>
        {draft.isKept && (
          <section>
            <h2>{t('draftKept')}</h2>
            <p>{t('draftKeptText')}</p>
          </section>
        )}
      </aside>
    </form>
  )
}
