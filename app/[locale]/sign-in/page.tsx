import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { signedInOfPage } from '@/app/_session/page-context'
import head from '@/app/_ui/page-head.module.css'
import { isLocale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import { isSignInFault, nextPage } from './after-sign-in'
import { KeyForm } from './key-form'
import styles from './sign-in.module.css'
import { SignedInCard } from './signed-in-card'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'signIn')
  return { title: t('title'), description: t('description'), robots: { index: false } }
}

/** Where who has a key signs in and out; where somebody is signed in it says who that is. */
export default async function SignInPage({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  await connection()
  const [signedIn, ctx] = await Promise.all([signedInOfPage(), context()])
  const t = translator(locale, 'signIn')
  return (
    <div className={`wrap ${head.head} ${styles.page}`}>
      <h1>{t(signedIn === null ? 'title' : 'signedIn')}</h1>
      {query.out === 'here' && signedIn === null && <p role="status">{t('out')}</p>}
      {query.out === 'everywhere' && signedIn === null && <p role="status">{t('outEverywhere')}</p>}
      {signedIn === null ? (
        <KeyForm fault={isSignInFault(query.fault) ? query.fault : null} locale={locale} next={nextPage(query.next)} />
      ) : (
        <SignedInCard locale={locale} signedIn={signedIn} zone={ctx.territory.zone} />
      )}
    </div>
  )
}
