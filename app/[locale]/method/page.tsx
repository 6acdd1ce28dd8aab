import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { Still } from '@/app/_still/still'
import head from '@/app/_ui/page-head.module.css'
import reading from '@/app/_ui/reading-page.module.css'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import { getMethod } from '@/lib/service/get-method'
import { listRegions } from '@/lib/service/list-regions'
import { byEnglishName } from '../_overview/reading'
import { Contents } from './contents'
import styles from './method.module.css'
import { Section } from './section'
import { groupIds, groups } from './sections'
import type { Told } from './told'

interface Props {
  params: Promise<{ locale: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  if (!isLocale(locale)) return {}
  const t = translator(locale, 'method')
  return { title: t('title'), description: t('description') }
}

/** The constants and examples of the rules, and who reads them. */
async function told(locale: Locale): Promise<Told> {
  const ctx = await context()
  const [method, { data }] = await Promise.all([getMethod(ctx), listRegions(ctx)])
  const regions = new Map(data.map((region) => [region.code, region]))
  return {
    method,
    reading: { locale, regions, zone: ctx.territory.zone, asOf: ctx.clock(), cities: byEnglishName(ctx.territory.cities()) },
  }
}

/** Every rule of the product, with what it says, its formula, its numbers and an example from the records. */
export default async function MethodPage({ params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  await connection()
  const rules = await told(locale)
  const t = translator(locale, 'method')
  return (
    <div className="wrap">
      <Still>
        <div className={`${head.head} ${head.opening} ${reading.intro}`}>
          <h1>{t('title')}</h1>
          <p>{t('lead')}</p>
          <p>{t('live')}</p>
        </div>
        <div className={reading.page}>
          <Contents locale={locale} />
          <div>
            {groupIds.map((group) => (
              <section className={styles.group} id={group} aria-labelledby={`${group}-title`} key={group}>
                <h2 id={`${group}-title`}>{t(`group.${group}`)}</h2>
                {groups[group].map((id) => (
                  <Section id={id} key={id} told={rules} />
                ))}
              </section>
            ))}
          </div>
        </div>
      </Still>
    </div>
  )
}
