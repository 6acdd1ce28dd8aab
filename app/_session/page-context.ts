import { cookies } from 'next/headers'
import { cache } from 'react'
import { anonymous } from '@/lib/service/anonymous'
import { type Context, context } from '@/lib/service/context'
import { readSession, type SignedIn, sessionCookie } from '@/lib/service/session'

/** The value of the cookie that this request brings; empty where it brings none. */
export async function sessionOfRequest(): Promise<string> {
  return (await cookies()).get(sessionCookie)?.value ?? ''
}

/** Who is signed in where a page is drawn; null for everybody else. Asked once for each drawing. */
export const signedInOfPage = cache(async (): Promise<SignedIn | null> => {
  const cookie = await sessionOfRequest()
  return cookie === '' ? null : readSession(await context(), cookie)
})

/** The actor for whom a page is drawn: who is signed in, else an anonymous reader. */
export async function actorOfPage(): Promise<Context['actor']> {
  return (await signedInOfPage())?.actor ?? anonymous
}
