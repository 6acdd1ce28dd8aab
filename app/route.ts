import { preferredLocale } from '@/lib/i18n/preferred-locale'

/** The front door: on to the reader's language, with whatever the address asked for. */
export async function GET(request: Request): Promise<Response> {
  const { search } = new URL(request.url)
  const locale = preferredLocale(request.headers.get('accept-language'))
  // A relative address is right behind any proxy.
  return new Response(null, {
    status: 307,
    headers: { Location: `/${locale}${search}`, Vary: 'Accept-Language', 'Cache-Control': 'no-store' },
  })
}
