import { isLocale } from '@/lib/i18n/locale'
import { preferredLocale } from '@/lib/i18n/preferred-locale'

/** The short address of a frame: on to the language it names by `lang`, else the reader's own, with everything else it asks for. */
export async function GET(request: Request): Promise<Response> {
  const { searchParams } = new URL(request.url)
  const lang = searchParams.get('lang') ?? ''
  searchParams.delete('lang')
  const locale = isLocale(lang) ? lang : preferredLocale(request.headers.get('accept-language'))
  const headers = {
    Location: `/embed/${locale}${searchParams.size > 0 ? `?${searchParams}` : ''}`,
    Vary: 'Accept-Language',
    'Cache-Control': 'no-store',
  }
  return new Response(null, { status: 307, headers })
}
