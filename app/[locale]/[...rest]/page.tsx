import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { NoSuchPage } from '@/app/_ui/no-such-page'
import { isLocale } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { answerWithStatus } from '@/lib/service/page-request'

interface Props {
  params: Promise<{ locale: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  return isLocale(locale) ? { title: trouble[locale].notFoundTitle, robots: { index: false } } : {}
}

/** Every address below a language that is no page of ours, so that it is answered in that language, whole without script. */
export default async function Rest({ params }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  await connection()
  answerWithStatus(404)
  return <NoSuchPage locale={locale} />
}
