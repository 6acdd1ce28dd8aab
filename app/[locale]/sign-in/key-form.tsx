import head from '@/app/_ui/page-head.module.css'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { SignInFault } from './after-sign-in'
import { signInWithKey } from './sign-in'
import styles from './sign-in.module.css'

interface Props {
  locale: Locale
  fault: SignInFault | null
  /** The page to go to afterwards. */
  next: string | null
}

/** One field for the key. What is typed never comes back in the page. */
export function KeyForm({ locale, fault, next }: Props) {
  const t = translator(locale, 'signIn')
  return (
    <form action={signInWithKey} className={styles.form}>
      <p className={`${head.lead} ${styles.lead}`}>{t('lead')}</p>
      <input name="locale" type="hidden" value={locale} />
      {next !== null && <input name="next" type="hidden" value={next} />}
      <div className={styles.field} data-bad={fault === null ? undefined : ''}>
        <label htmlFor="key">{t('key')}</label>
        <input
          aria-describedby={fault === null ? 'key-hint' : 'key-error key-hint'}
          aria-invalid={fault === null ? undefined : true}
          autoCapitalize="off"
          autoComplete="current-password"
          id="key"
          maxLength={200}
          name="key"
          spellCheck={false}
          type="password"
        />
        {fault !== null && (
          <p className={styles.error} id="key-error" role="alert">
            {t(`fault.${fault}`)}
          </p>
        )}
        <p className={styles.hint} id="key-hint">
          {t('keyHint')}
        </p>
      </div>
      <button className="button button-primary" type="submit">
        {t('signIn')}
      </button>
    </form>
  )
}
