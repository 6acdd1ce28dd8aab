import type { Metadata } from 'next'
import Link from 'next/link'
import { notFound } from 'next/navigation'
import { Notice } from '@/app/_ui/notice'
import head from '@/app/_ui/page-head.module.css'
import { messagesOf } from '@/lib/i18n/catalogue'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { WordsProvider } from '@/lib/i18n/provider'
import { translator } from '@/lib/i18n/translator'
import { services } from '@/lib/schema/vocabulary'
import { listWebhooks } from '@/lib/service/list-webhooks'
import { newId } from '@/lib/service/new-id'
import { adminOfPage } from './admin-of-page'
import { Subscription } from './subscription'
import { SubscriptionForm } from './subscription-form'
import { allTold } from './told'
import styles from './webhooks.module.css'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  return { title: translator(locale, 'webhooks')('title'), robots: { index: false, follow: false } }
}

/** To whom the changes are posted, what could not be delivered, and the form for a new subscription. */
export default async function WebhooksPage({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  const ctx = await adminOfPage(locale)
  if (ctx === null) return <NotAnAdmin locale={locale} />
  const all = await listWebhooks(ctx)
  const t = translator(locale, 'webhooks')
  const w = translator(locale, 'words')
  const told = allTold.find((each) => each === query.done)
  const nameOf = (code: string) => ctx.territory.find(code)?.shortName[locale] ?? code
  const oblasts = ctx.territory.regions.filter(({ level, inPack }) => level === 1 && inPack)
  return (
    <div className="wrap">
      <div className={`${head.head} ${styles.head}`}>
        <h1>{t('title')}</h1>
        <p className={head.lead}>{t('lead')}</p>
      </div>
      {told !== undefined && (
        <p className={styles.done} role="status">
          {t(`done.${told}`)}
        </p>
      )}
      <h2 className={styles.count}>{t('count', { count: all.length })}</h2>
      {all.length > 0 && (
        <ol className={styles.list}>
          {all.map((webhook) => (
            <Subscription key={webhook.id} locale={locale} nameOf={nameOf} webhook={webhook} zone={ctx.territory.zone} />
          ))}
        </ol>
      )}
      <WordsProvider locale={locale} messages={messagesOf(locale, ['webhooks'])}>
        <SubscriptionForm
          idempotencyKey={newId(ctx.clock())}
          regions={oblasts.map(({ code }) => ({ code, name: nameOf(code) }))}
          services={services.map((code) => ({ code, name: w(`service.${code}`) }))}
        />
      </WordsProvider>
    </div>
  )
}

/** Says that the key of who is signed in is none of an admin's. */
function NotAnAdmin({ locale }: { locale: Locale }) {
  const t = translator(locale, 'webhooks')
  const other = (
    <Link className="button" href={`/${locale}/sign-in`} prefetch={false}>
      {t('otherKey')}
    </Link>
  )
  return (
    <Notice actions={other} title={t('refusedTitle')}>
      <p>{t('refusedText')}</p>
    </Notice>
  )
}
