'use client'

import { useActionState, useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { subscribe } from './subscribe'
import { emptySubscription, type SubscriptionAnswer } from './subscription-answer'
import styles from './webhooks.module.css'

interface Choice {
  code: string
  name: string
}
interface Props {
  regions: readonly Choice[]
  services: readonly Choice[]
  idempotencyKey: string
}

const opening: SubscriptionAnswer = { values: emptySubscription, fault: null, secret: null, attempt: 0 }
/** The faults that stand at a field; the others stand at the head of the form. */
const fieldOf: Record<string, 'url' | 'label'> = {
  ...{ url: 'url', credentials: 'url', address: 'url', port: 'url', name: 'url', label: 'label' },
}

/** The form for a new subscription; what it answers once is the secret. Without script it posts to its action, and what was typed stays. */
export function SubscriptionForm({ regions, services, idempotencyKey }: Props) {
  const t = useTranslations('webhooks')
  const [answer, action, isSending] = useActionState(subscribe, opening)
  const notice = useRef<HTMLDivElement>(null)
  const { values, fault, secret, attempt } = answer
  const at = fault === null ? undefined : fieldOf[fault]

  // Whoever has sent it is told first what came of it, wherever they were.
  useEffect(() => {
    if (attempt > 0) notice.current?.focus()
  }, [attempt])

  const faultAt = (field: 'url' | 'label') =>
    at === field && fault !== null ? (
      <p className={styles.fault} id={`${field}-fault`}>
        {t(`fault.${fault}`)}
      </p>
    ) : null
  const described = (field: 'url' | 'label') => ({
    'aria-describedby': at === field ? `${field}-fault ${field}-hint` : `${field}-hint`,
    'aria-invalid': at === field || undefined,
  })
  const choices = (name: 'region' | 'service', all: readonly Choice[]) => (
    <fieldset>
      <legend className={styles.label}>{t(`form.${name}s`)}</legend>
      <p className={styles.hint}>{t('form.all')}</p>
      <div className={styles.choices}>
        {all.map(({ code, name: words }) => (
          <label key={code}>
            <input defaultChecked={values[name].includes(code)} name={name} type="checkbox" value={code} />
            <span>{words}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )

  return (
    <form action={action} aria-busy={isSending} aria-labelledby="new-subscription" className={styles.form} data-hold noValidate>
      <h2 id="new-subscription">{t('form.title')}</h2>
      {secret !== null && (
        <div className={styles.secret} ref={notice} role="status" tabIndex={-1}>
          <p>
            <b>{t('secretTitle')}</b>
          </p>
          <output>{secret}</output>
          <p>{t('secretText')}</p>
        </div>
      )}
      {fault !== null && (
        <div className={styles.refused} ref={notice} role="alert" tabIndex={-1}>
          <b>{t(`fault.${fault}`)}</b>
        </div>
      )}
      <input name="idempotencyKey" type="hidden" value={`${idempotencyKey}-${attempt}`} />
      <div className="contents" key={attempt}>
        <div className={styles.field}>
          <label className={styles.label} htmlFor="url">
            {t('form.url')}
          </label>
          <input
            autoCapitalize="off"
            autoComplete="off"
            className={styles.control}
            defaultValue={values.url}
            id="url"
            inputMode="url"
            maxLength={2000}
            name="url"
            spellCheck={false}
            type="text"
            {...described('url')}
          />
          {faultAt('url')}
          <p className={styles.hint} id="url-hint">
            {t('form.urlHint')}
          </p>
        </div>
        <div className={styles.field}>
          <label className={styles.label} htmlFor="label">
            {t('form.label')}
          </label>
          <input
            autoComplete="off"
            className={styles.control}
            defaultValue={values.label}
            id="label"
            maxLength={80}
            name="label"
            type="text"
            {...described('label')}
          />
          {faultAt('label')}
          <p className={styles.hint} id="label-hint">
            {t('form.labelHint')}
          </p>
        </div>
        {choices('region', regions)}
        {choices('service', services)}
      </div>
      <button aria-disabled={isSending} className="button button-primary" type="submit">
        {t(isSending ? 'form.sending' : 'form.send')}
      </button>
    </form>
  )
}
