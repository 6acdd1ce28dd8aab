import { preferredLocale } from '@/lib/i18n/preferred-locale'
import { problemStatus } from '@/lib/schema/problem'

/** Where the type of a problem leads: to what the page of data says of it, in the reader's language. */
export async function GET(request: Request, { params }: { params: Promise<{ name: string }> }): Promise<Response> {
  const { name } = await params
  if (!Object.hasOwn(problemStatus, name)) return new Response('There is no such problem.', { status: 404 })
  const locale = preferredLocale(request.headers.get('accept-language'))
  return new Response(null, { status: 302, headers: { Location: `/${locale}/data#problem-${name}`, Vary: 'Accept-Language' } })
}
