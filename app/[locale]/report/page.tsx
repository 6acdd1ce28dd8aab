import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { actorOfPage, signedInOfPage } from '@/app/_session/page-context'
import head from '@/app/_ui/page-head.module.css'
import { emptyReport, readValues } from '@/lib/form/report-form-values'
import { messagesOf } from '@/lib/i18n/catalogue'
import { isLocale } from '@/lib/i18n/locale'
import { WordsProvider } from '@/lib/i18n/provider'
import { translator } from '@/lib/i18n/translator'
import { type Context, context } from '@/lib/service/context'
import { openingStamp } from '@/lib/service/form-pace'
import { getIncident } from '@/lib/service/get-incident'
import { lookAtReportForm } from '@/lib/service/look-at-report-form'
import { checkReportFields } from '@/lib/service/take-report-form'
import { lateFaults } from './address-after'
import { noArticle } from './article'
import { namedCities } from './named-cities'
import { offeredRegions } from './offered-regions'
import styles from './report.module.css'
import type { ReportAnswer } from './report-answer'
import { ReportForm } from './report-form'
import { SentNotice } from './sent-notice'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'form')
  return { title: t('title'), description: t('description') }
}

const newForm = async (ctx: Context): Promise<ReportAnswer> => ({
  values: emptyReport(),
  errors: [],
  candidates: [],
  look: null,
  article: noArticle,
  idempotencyKey: randomUUID(),
  opened: await openingStamp(ctx),
  to: null,
})

/** A query as name and value pairs, in their order. */
const pairsOf = (query: Record<string, string | string[] | undefined>): [string, string][] =>
  Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().map((text): [string, string] => [name, text]))

/** A form that a page without script sent and that could not be taken: its values, and what is to be put right. */
async function sentBack(ctx: Context, form: URLSearchParams): Promise<ReportAnswer> {
  const found = await Promise.allSettled(
    form
      .getAll('candidate')
      .slice(0, 5)
      .map((id) => getIncident(ctx, id)),
  )
  const candidates = found.flatMap((result) => (result.status === 'fulfilled' ? [{ id: result.value.id, title: result.value.title }] : []))
  const errors = checkReportFields(ctx, form)
  const told = lateFaults.filter((fault) => form.getAll('fault').includes(fault)).map((fault) => ({ field: '', fault, params: {} }))
  const look = await lookAtReportForm(ctx, form)
  return { ...(await newForm(ctx)), values: readValues(form), errors: errors.length > 0 ? errors : told, candidates, look }
}

/** Whether a report would be refused now, as far as the last write told. */
const takesNothing = ({ store }: Context) => store.outages().some(({ code }) => code !== 'corrupt')

/** The report form, or the word of thanks after a report that is not public yet. */
export default async function ReportPage({ params, searchParams }: Props) {
  const [{ locale }, query] = await Promise.all([params, searchParams])
  if (!isLocale(locale)) notFound()
  await connection()
  if (typeof query.sent === 'string')
    return <SentNotice held={query.held === '1'} id={query.sent} locale={locale} reasons={[query.reason ?? []].flat()} />
  const ctx = { ...(await context()), actor: await actorOfPage() }
  const signedIn = await signedInOfPage()
  const t = translator(locale, 'form')
  const opening = query.again === undefined ? await newForm(ctx) : await sentBack(ctx, new URLSearchParams(pairsOf(query)))
  return (
    <div className="wrap">
      <div className={`${head.head} ${styles.intro}`}>
        <h1>{t('title')}</h1>
        <p className={head.lead}>{t('lead')}</p>
        {takesNothing(ctx) && <p role="status">{translator(locale, 'live')('noWrites')}</p>}
      </div>
      <WordsProvider locale={locale} messages={messagesOf(locale, ['form', 'intake', 'paste', 'words'])}>
        <ReportForm
          cities={namedCities(ctx)}
          holdHours={ctx.settings.holdHours.strike}
          opening={opening}
          regions={offeredRegions(ctx.territory.regions, opening.values)}
          signedIn={signedIn !== null}
          zone={ctx.territory.zone}
        />
      </WordsProvider>
    </div>
  )
}
