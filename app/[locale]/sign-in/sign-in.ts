'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { requireOwnPage } from '@/app/_session/action-context'
import { sessionOfRequest } from '@/app/_session/page-context'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { limitSignIns } from '@/lib/service/limit'
import { sessionCookie, signIn, signOut, signOutEverywhere } from '@/lib/service/session'
import { localeIn, nextPage, type SignInFault, signInAgain } from './after-sign-in'

/** What a refused sign-in means on the page; a fault that is nobody's is thrown on. */
function faultOf(error: unknown): SignInFault {
  if (error instanceof ServiceError && error.problem === 'unauthorised') return 'unknown'
  if (error instanceof ServiceError && error.problem === 'too-many-requests') return 'tooMany'
  if (error instanceof ServiceError && error.problem === 'forbidden') return 'foreign'
  if (error instanceof Error && error.name === 'StoreUnavailable') return 'notNow'
  throw error
}

async function openSession(token: string): Promise<void> {
  const ctx = await context()
  await requireOwnPage(ctx)
  await limitSignIns(ctx)
  const { cookie, until } = await signIn(ctx, token)
  const jar = await cookies()
  const secure = ctx.settings.publicUrl?.startsWith('https:') ?? false
  jar.set(sessionCookie, cookie, { httpOnly: true, sameSite: 'lax', secure, path: '/', expires: new Date(until) })
}

/** Signs a browser in with the pasted key, with script and without: leads on, or back to the page with what was wrong. */
export async function signInWithKey(form: FormData): Promise<void> {
  const [locale, next, pasted] = [localeIn(form), nextPage(form.get('next')), form.get('key')]
  const token = typeof pasted === 'string' ? pasted.trim() : ''
  if (token === '') redirect(signInAgain(locale, 'required', next))
  const fault = await openSession(token).then(() => null, faultOf)
  redirect(fault === null ? (next ?? `/${locale}/sign-in`) : signInAgain(locale, fault, next))
}

/** Ends this browser's session, or with `everywhere` every session of its key. */
export async function endSession(form: FormData): Promise<void> {
  const locale = localeIn(form)
  const ctx = await context()
  const fault = await requireOwnPage(ctx).then(() => null, faultOf)
  if (fault !== null) redirect(signInAgain(locale, fault, null))
  const cookie = await sessionOfRequest()
  await (form.has('everywhere') ? signOutEverywhere(ctx, cookie) : signOut(ctx, cookie))
  const jar = await cookies()
  jar.delete(sessionCookie)
  redirect(`/${locale}/sign-in?out=${form.has('everywhere') ? 'everywhere' : 'here'}`)
}
