import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { signedInOfPage } from '@/app/_session/page-context'
import type { Locale } from '@/lib/i18n/locale'
import { type Context, context } from '@/lib/service/context'
import { answerWithStatus } from '@/lib/service/page-request'

/**
 * The context of an editor for whom a page of the review is drawn. Who is not signed in is led to the sign-in and back to `path`;
 * null, and the status 403, for a key that may not review.
 */
export async function editorOfPage(locale: Locale, path: string): Promise<Context | null> {
  await connection()
  const signedIn = await signedInOfPage()
  if (signedIn === null) redirect(`/${locale}/sign-in?${new URLSearchParams({ next: `/${locale}${path}` })}`)
  if (signedIn.actor.role !== 'contributor') return { ...(await context()), actor: signedIn.actor }
  answerWithStatus(403)
  return null
}
