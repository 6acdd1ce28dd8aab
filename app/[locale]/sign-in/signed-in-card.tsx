import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { SignedIn } from '@/lib/service/session'
import { formatInstant } from '@/lib/time/format'
import { endSession } from './sign-in'
import styles from './sign-in.module.css'

/** Who is signed in here, what the key allows, until when, and the ways out. */
export function SignedInCard({ locale, signedIn, zone }: { locale: Locale; signedIn: SignedIn; zone: string }) {
  const t = translator(locale, 'signIn')
  const tWebhooks = translator(locale, 'webhooks')
  const { actor, label, until } = signedIn
  const role = actor.role === 'system' ? 'admin' : actor.role
  return (
    <form action={endSession} className={styles.form}>
      <dl className={styles.facts}>
        <dt>{t('role')}</dt>
        <dd>
          <b>{t(`roles.${role}`)}</b> <span className="second">{t(`may.${role}`)}</span>
        </dd>
        <dt>{t('label')}</dt>
        <dd>{label ?? t('noLabel')}</dd>
        <dt>{t('keyId')}</dt>
        <dd className={styles.id}>{actor.key}</dd>
        <dt>{t('until')}</dt>
        <dd>{formatInstant(until, { locale, zone, form: 'long' })}</dd>
      </dl>
      {role === 'admin' && (
        <p className={styles.own}>
          <a href={`/${locale}/webhooks`}>{tWebhooks('signInLink')}</a>
        </p>
      )}
      <input name="locale" type="hidden" value={locale} />
      <div className={styles.ways}>
        <button className="button" type="submit">
          {t('signOut')}
        </button>
        <button className="button" name="everywhere" type="submit" value="1">
          {t('signOutEverywhere')}
        </button>
      </div>
      <p className={styles.hint}>{t('everywhereHint')}</p>
    </form>
  )
}
