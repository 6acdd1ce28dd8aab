'use client'

import { useActionState, useEffect, useRef } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ReviewDecision } from '@/lib/schema/review'
import { takedownReasons } from '@/lib/schema/vocabulary'
import styles from '../review.module.css'
import { decide } from './decide'
import type { DecisionAnswer } from './decision-answer'
import { emptyDecision } from './decision-values'
import { WhatHappened } from './what-happened'

interface Props {
  id: string
  /** The report that is decided on; null for the whole record. */
  report: string | null
  /** What can be decided by now. */
  choices: readonly ReviewDecision[]
  /** The last row of the ledger that the page shows. */
  lastSeq: number
  /** Since when it waits; null where it does not. */
  since: string | null
  /** Public incidents it may be merged into. */
  targets: readonly { id: string; title: string }[]
  idempotencyKey: string
  zone: string
}

const opening: DecisionAnswer = { values: emptyDecision(), fault: null, happened: null, attempt: 0 }

/** The faults that stand at a field of their own. */
const fieldOf: Record<string, 'decision' | 'reason' | 'class' | 'into'> = {
  ...{ choose: 'decision', reason: 'reason', class: 'class', into: 'into', intoSame: 'into', intoEnded: 'into' },
  ...{ intoMerged: 'into', intoHold: 'into', intoOtherWay: 'into', intoUnknown: 'into' },
}

/**
 * A decision about a record or one report of it, with its reason. Without script it posts to its action and the page is drawn again with
 * the answer; either way what was typed stays.
 */
export function DecisionForm({ id, report, choices, lastSeq, since, targets, idempotencyKey, zone }: Props) {
  const t = useTranslations('review')
  const locale = useLocale()
  const [answer, action, isSending] = useActionState(decide, opening)
  const notice = useRef<HTMLDivElement>(null)
  const { values, fault, happened, attempt } = answer
  const name = report ?? 'whole'
  const at = fault === null ? undefined : fieldOf[fault]

  // Whoever was refused is told so first, wherever they were.
  useEffect(() => {
    if (attempt > 0) notice.current?.focus()
  }, [attempt])

  const faultAt = (field: string) =>
    at === field && fault !== null ? (
      <p className={styles.fault} id={`${name}-${field}-fault`}>
        {t(`fault.${fault}`)}
      </p>
    ) : null
  const described = (field: string, hint = false) => ({
    'aria-describedby': [at === field && `${name}-${field}-fault`, hint && `${name}-${field}-hint`].filter(Boolean).join(' ') || undefined,
    'aria-invalid': at === field || undefined,
  })

  return (
    <form action={action} aria-busy={isSending} className={styles.decision} data-hold noValidate>
      {fault !== null && (
        <div className={styles.refused} ref={notice} role="alert" tabIndex={-1}>
          <p>
            <b>{t(`fault.${fault}`)}</b>
          </p>
          {happened !== null && <WhatHappened happened={happened} zone={zone} />}
          {(fault === 'conflict' || fault === 'agreed') && <p>{t('nothingLost')}</p>}
        </div>
      )}
      <input name="locale" type="hidden" value={locale} />
      <input name="id" type="hidden" value={id} />
      {report !== null && <input name="report" type="hidden" value={report} />}
      <input name="seenSeq" type="hidden" value={lastSeq} />
      <input name="since" type="hidden" value={since ?? ''} />
      <input name="idempotencyKey" type="hidden" value={idempotencyKey} />
      <div className="contents" key={attempt}>
        <fieldset {...described('decision')}>
          <legend>{t(report === null ? 'decideWhole' : 'decideReport')}</legend>
          <div className={styles.choices}>
            {choices.map((decision) => (
              <label key={decision}>
                <input
                  defaultChecked={values.decision === decision}
                  id={`${name}-${decision}`}
                  name="decision"
                  type="radio"
                  value={decision}
                />
                <span>{t(`decision.${decision}`)}</span>
              </label>
            ))}
          </div>
          {choices.map((decision) => (
            <p className={styles.meaning} data-for={decision} key={decision}>
              {t(`meaning.${decision}`)}
            </p>
          ))}
          {faultAt('decision')}
        </fieldset>
        {choices.includes('merge') && (
          <fieldset className={styles.onlyMerge} {...described('into')}>
            <legend>{t('into')}</legend>
            {targets.map((target) => (
              <label className={styles.target} key={target.id}>
                <input defaultChecked={values.chosenInto === target.id} name="chosenInto" type="radio" value={target.id} />
                <span>{target.title}</span>
              </label>
            ))}
            {targets.length > 0 && (
              <label className={styles.target}>
                <input defaultChecked={values.chosenInto === ''} name="chosenInto" type="radio" value="" />
                <span>{t('anotherTarget')}</span>
              </label>
            )}
            <input
              aria-label={t('intoNumber')}
              autoComplete="off"
              className={styles.control}
              defaultValue={values.into}
              id={`${name}-into`}
              maxLength={300}
              name="into"
              placeholder={t('intoNumber')}
              spellCheck={false}
              {...described('into')}
            />
            {faultAt('into')}
          </fieldset>
        )}
        {choices.includes('takedown') && (
          <div className={styles.onlyTakedown}>
            <label htmlFor={`${name}-class`}>{t('class')}</label>
            <select className={styles.control} defaultValue={values.class} id={`${name}-class`} name="class" {...described('class', true)}>
              <option value="">{t('chooseClass')}</option>
              {takedownReasons.map((reason) => (
                <option key={reason} value={reason}>
                  {t(`takedown.${reason}`)}
                </option>
              ))}
            </select>
            {faultAt('class')}
            <p className={styles.hint} id={`${name}-class-hint`}>
              {t('classHint')}
            </p>
          </div>
        )}
        <div className={styles.notTakedown}>
          <label htmlFor={`${name}-reason`}>{t('reason')}</label>
          <textarea
            className={styles.control}
            defaultValue={values.reason}
            id={`${name}-reason`}
            maxLength={1000}
            name="reason"
            rows={2}
            {...described('reason', true)}
          />
          {faultAt('reason')}
          <p className={styles.hint} id={`${name}-reason-hint`}>
            {t('reasonHint')}
          </p>
        </div>
      </div>
      <button aria-disabled={isSending} className="button button-primary" type="submit">
        {t(isSending ? 'deciding' : 'decide')}
      </button>
    </form>
  )
}
