import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { signedInOfPage } from '@/app/_session/page-context'
import type { Locale } from '@/lib/i18n/locale'
import { type Context, context } from '@/lib/service/context'
import { answerWithStatus } from '@/lib/service/page-request'

/**
 * The context of an admin for whom the page is drawn. Who is not signed in is led to the sign-in and back; null, and the status 403, for
 * another key.
 */
export async function adminOfPage(locale: Locale): Promise<Context | null> {
  await connection()
  const signedIn = await signedInOfPage()
  if (signedIn === null) redirect(`/${locale}/sign-in?${new URLSearchParams({ next: `/${locale}/webhooks` })}`)
  if (signedIn.actor.role === 'admin') return { ...(await context()), actor: signedIn.actor }
  answerWithStatus(403)
  return null
}
