'use client'

import dynamic from 'next/dynamic'
import { unstable_isUnrecognizedActionError, useRouter } from 'next/navigation'
import { type FormEvent, startTransition, useActionState, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Candidate } from '@/lib/finder/candidate'
import { figureOf, withFound, withHeld, withPublished } from '@/lib/finder/fill-form'
import type { NamedCity } from '@/lib/finder/known-places'
import type { FormError } from '@/lib/form/report-form'
import { type ReportFormValues, readValues, withFigure, withoutFigure, writeValues } from '@/lib/form/report-form-values'
import { clearDraft } from './draft'
import { DraftNotice } from './draft-notice'
import { DuplicateNotice } from './duplicate-notice'
import { ErrorSummary } from './error-summary'
import { Figures } from './figures'
import type { Offered } from './offered-regions'
import { PasteArticle } from './paste-article'
import { RegionOptions } from './region-options'
import styles from './report.module.css'
import type { ReportAnswer } from './report-answer'
import { ContactField, EventFields, HeldFields, SourceFields, TokenField } from './report-fields'
import { sendReport } from './send-report'
import { setPrecision } from './set-precision'
import { Trap } from './trap'
import { useArticle } from './use-article'
import { loadChecks, useChecks } from './use-checks'
import { useDraft } from './use-draft'
import { useLook } from './use-look'
import { useRegions } from './use-regions'
import { useRetry } from './use-retry'
import { WaitingNotice } from './waiting-notice'

const LookPanel = dynamic(() => import('./look-panel').then((module) => module.LookPanel))

interface Props {
  opening: ReportAnswer
  regions: Offered
  zone: string
  /** Who is signed in needs to paste no key. */
  signedIn: boolean
  cities: readonly NamedCity[]
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

/** The button that says more than "send", as it stands among the fields it sent. */
function pressedIn(fields: URLSearchParams): [string, string] | null {
  for (const name of ['addTo', 'allowDuplicate']) {
    const value = fields.get(name)
    if (value !== null) return [name, value]
  }
  return null
}

/**
 * The report form. Without script it posts to its server action and is drawn again with the answer; with script the same check
 * runs while somebody types, figures are added in place, and what is typed is kept as a draft. The fields themselves hold what is
 * typed; `shown` is what they were drawn from, and a new drawing (`version`) makes them anew.
 */
export function ReportForm({ opening, regions: offered, zone, holdHours, signedIn, cities }: Props) {
  const t = useTranslations('form')
  const tIntake = useTranslations('intake')
  const locale = useLocale()
  const router = useRouter()
  const form = useRef<HTMLFormElement>(null)
  const [answered, formAction] = useActionState(sendReport, opening)
  const [shown, setShown] = useState<Shown>({ answer: answered, version: 0, attempt: 0, focus: null })
  const [now, setNow] = useState<ReportFormValues>(answered.values)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const look = useLook(now, shown.answer.look, locale)
  const [sending, setSending] = useState<'no' | 'now' | 'again' | 'failed'>('no')
  const told = look?.similar.flatMap(({ shared }) => shared.map(({ region }) => region)) ?? []
  const { regions, isOpen, learn } = useRegions(offered, now.figures, told, locale)
  const { choices } = regions
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

  const territory = useMemo(() => ({ regions: choices, cities, zone }), [choices, cities, zone])
  const article = useArticle(answered.article, territory)
  const nameOf = (code: string) => choices.find((choice) => choice.code === code)?.name[locale] ?? code

  const checks = useChecks(form)
  const found = checks === null ? shown.answer.errors : checks.shownErrors(now, shown.answer, left, context)
  const errors = found.filter(({ fault, params }) => fault !== 'unknownRegion' || !isOpen(String(params.text)))
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

  /** Puts what was found in a text into the form, as typed by the person who confirmed it. */
  function fill(candidate: Candidate, focus: string | null): number {
    const typedSoFar = form.current === null ? now : readValues(fieldsOf(form.current))
    const { values, index } = withFound(typedSoFar, figureOf(candidate, article.text, nameOf))
    const filled = withPublished(withHeld(values, candidate.asOf, zone), article.day)
    draft.keep(writeValues(filled))
    draw({ ...shown.answer, values: filled, errors: [] }, { focus: focus ?? `o${index}.quantity` })
    return index
  }

  async function send(fields: URLSearchParams) {
    const body = new FormData()
    for (const [name, value] of fields) body.append(name, value)
    body.set('script', '1')
    // Under one key it is stored once, and a repeat is answered as the first sending was.
    const key = draft.key() ?? ownKey.current ?? shown.answer.idempotencyKey
    body.set('idempotencyKey', key)
    const since = draft.waiting?.since ?? new Date().toISOString()
    draft.sent(fields, key, { since, pressed: pressedIn(fields), withKey: (fields.get('token') ?? '') !== '' })
    try {
      const answer = await sendReport(shown.answer, body)
      if (answer.to === null) {
        draft.answered()
        draw(answer, { attempted: true })
        setSending('no')
        return
      }
      clearDraft()
      router.push(answer.to)
    } catch (error) {
      // The server was built anew: its page knows how to send, and finds the draft here.
      if (unstable_isUnrecognizedActionError(error)) window.location.reload()
      setSending('failed')
    }
  }

  function sendAgain() {
    if (form.current === null || draft.waiting === null) return
    const fields = fieldsOf(form.current)
    if (draft.waiting.pressed !== null) fields.set(...draft.waiting.pressed)
    setSending('again')
    startTransition(() => send(fields))
  }

  function cancelWaiting() {
    if (form.current !== null) draft.keep(fieldsOf(form.current))
    setSending('no')
  }

  const isSending = sending === 'now' || sending === 'again'
  const needsKey = draft.waiting?.withKey === true && draft.restoredFrom !== null
  useRetry(draft.waiting !== null && !isSending && !needsKey, sendAgain)

  function submitted(event: FormEvent<HTMLFormElement>) {
    const { submitter } = event.nativeEvent instanceof SubmitEvent ? event.nativeEvent : { submitter: null }
    event.preventDefault()
    if (isSending) return
    const fields = fieldsOf(event.currentTarget, submitter)
    const values = readValues(fields)
    const change = (changed: ReportFormValues, focus: string) => draw({ ...shown.answer, values: changed, errors: [] }, { focus })
    if (fields.has('add')) return change(withFigure(values), `o${values.figures.length}.service`)
    if (fields.has('remove')) return change(withoutFigure(values, Number(fields.get('remove'))), 'add-figure')
    if (fields.has('takeTier')) {
      draft.keep(fields)
      return change({ ...values, tier: fields.get('takeTier') ?? '' }, 'publishedDate')
    }
    setSending('now')
    startTransition(() => checkAndSend(fields, values))
  }

  async function checkAndSend(fields: URLSearchParams, values: ReportFormValues) {
    // Where the check cannot be fetched, the same one is made where the record arrives.
    const [loaded, findRegion] = await Promise.all([loadChecks(), learn(values.figures)])
    const known = { ...context, ...(findRegion && { findRegion }) }
    const all = (fields.has('addTo') ? loaded?.errorsOfAddition(values, known) : loaded?.errorsIn(values, known)) ?? []
    const found = all.filter(({ fault }) => fault !== 'unknownRegion' || findRegion !== null)
    if (found.length === 0) return send(fields)
    draw({ ...shown.answer, values, errors: found }, { attempted: true })
    setSending('no')
  }

  const { answer, version } = shown
  return (
    <form
      action={formAction}
      aria-busy={isSending}
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
      <input name="opened" type="hidden" value={answer.opened} />
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
        <PasteArticle article={article} fill={fill} nameOf={nameOf} published={now.publishedDate} zone={zone} />
        <EventFields errorOf={errorOf} values={answer.values} />
        <SourceFields chosenTier={now.tier} errorOf={errorOf} suggestion={look?.suggestion ?? null} values={answer.values} />
        <HeldFields errorOf={errorOf} values={answer.values} />
        <Figures errorOf={errorOf} now={now.figures} regions={regions} values={answer.values.figures} />
        {/* Districts once somebody begins: they would double the first page. */}
        <RegionOptions choices={choices} withDistricts={checks !== null} />
      </div>
      <aside aria-live="polite" className={styles.aside}>
        {look !== null && <LookPanel look={look} regions={regions} zone={zone} />}
        {draft.isKept && (
          <section>
            <h2>{t('draftKept')}</h2>
            <p>{t('draftKeptText')}</p>
          </section>
        )}
      </aside>
      <div className={styles.foot}>
        <Trap key={version} />
        {!signedIn && <ContactField errorOf={errorOf} key={`contact ${version}`} values={answer.values} />}
        {!signedIn && <TokenField error={errorOf('token')} />}
        {draft.waiting !== null && sending !== 'now' && (
          <WaitingNotice cancel={cancelWaiting} isSending={isSending} needsKey={needsKey} waiting={draft.waiting} zone={zone} />
        )}
        <div className={styles.send}>
          <button aria-disabled={isSending} className="button button-primary" type="submit">
            {t(isSending ? 'sending' : 'send')}
          </button>
          <noscript>
            <button className="button" formNoValidate name="look" type="submit" value="1">
              {tIntake('look')}
            </button>
          </noscript>
          <span className={styles.holdNote}>{t('holdNote', { hours: holdHours })}</span>
        </div>
      </div>
    </form>
  )
}
