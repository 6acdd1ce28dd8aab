'use client'

import { useActionState, useEffect, useRef, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { FormError } from '@/lib/form/report-form'
import { type ReportFormValues, readValues } from '@/lib/form/report-form-values'
import { ErrorSummary } from '../../../../report/error-summary'
import { Figures } from '../../../../report/figures'
import type { Offered } from '../../../../report/offered-regions'
import { RegionOptions } from '../../../../report/region-options'
import styles from '../../../../report/report.module.css'
import { HeldFields, SourceFields } from '../../../../report/report-fields'
import { useRegions } from '../../../../report/use-regions'
import reviewStyles from '../../../review.module.css'
import { WhatHappened } from '../../what-happened'
import type { CorrectionAnswer } from './correction-answer'
import { sendCorrection } from './send-correction'

interface Props {
  incident: string
  report: string
  values: ReportFormValues
  lastSeq: number
  idempotencyKey: string
  regions: Offered
  zone: string
}

/** The report form's own fields with what a report says in them: sent, they are a new report that supersedes it. */
export function CorrectionForm({ incident, report, values, lastSeq, idempotencyKey, regions: offered, zone }: Props) {
  const t = useTranslations('review')
  const locale = useLocale()
  const opening: CorrectionAnswer = { values, errors: [], refused: null, happened: null, attempt: 0, focus: null }
  const [answer, action, isSending] = useActionState(sendCorrection, opening)
  const [typed, setTyped] = useState<{ attempt: number; values: ReportFormValues } | null>(null)
  const notice = useRef<HTMLDivElement>(null)
  const now = typed?.attempt === answer.attempt ? typed.values : answer.values
  const { regions } = useRegions(offered, now.figures, [], locale)
  const errorOf = (field: string): FormError | undefined => answer.errors.find((error) => error.field === field)

  useEffect(() => {
    if (answer.focus !== null) document.getElementById(answer.focus)?.focus()
    else if (answer.refused !== null) notice.current?.focus()
  }, [answer])

  function read(form: HTMLFormElement) {
    const fields = new URLSearchParams()
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value)
    setTyped({ attempt: answer.attempt, values: readValues(fields) })
  }

  return (
    <form
      action={action}
      aria-busy={isSending}
      className={styles.form}
      data-hold
      noValidate
      onInput={({ currentTarget }) => read(currentTarget)}
    >
      <input name="locale" type="hidden" value={locale} />
      <input name="incident" type="hidden" value={incident} />
      <input name="report" type="hidden" value={report} />
      <input name="seenSeq" type="hidden" value={lastSeq} />
      <input name="idempotencyKey" type="hidden" value={idempotencyKey} />
      {/* The first button is the one that Enter presses. */}
      <button aria-hidden="true" className="visually-hidden" tabIndex={-1} type="submit">
        {t('sendCorrection')}
      </button>
      <ErrorSummary attempt={answer.errors.length > 0 ? answer.attempt : 0} errors={answer.errors} />
      {answer.refused !== null && (
        <div className={reviewStyles.refused} ref={notice} role="alert" tabIndex={-1}>
          <p>
            <b>{t(`correctionRefused.${answer.refused}`)}</b>
          </p>
          {answer.happened !== null && <WhatHappened happened={answer.happened} zone={zone} />}
          {answer.refused === 'conflict' && <p>{t('nothingLost')}</p>}
        </div>
      )}
      <div key={answer.attempt}>
        <SourceFields chosenTier={now.tier} errorOf={errorOf} suggestion={null} values={answer.values} />
        <HeldFields errorOf={errorOf} values={answer.values} />
        <Figures errorOf={errorOf} now={now.figures} regions={regions} values={answer.values.figures} />
        <RegionOptions choices={regions.choices} withDistricts={offered.more} />
      </div>
      <div className={styles.send}>
        <button aria-disabled={isSending} className="button button-primary" type="submit">
          {t('sendCorrection')}
        </button>
      </div>
    </form>
  )
}
