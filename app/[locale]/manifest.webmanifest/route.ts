import { isLocale, locales } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'

export const dynamic = 'force-static'
export const dynamicParams = false
export const generateStaticParams = () => locales.map((locale) => ({ locale }))

/** What the site is called and looks like when it is installed, in the language it is installed from. */
export async function GET(_request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { locale } = await params
  if (!isLocale(locale)) return new Response(null, { status: 404 })
  const t = translator(locale, 'shell')
  const icon = (file: string, size: number, purpose: string) => ({
    src: `/${file}.png`,
    sizes: `${size}x${size}`,
    type: 'image/png',
    purpose,
  })
  const manifest = {
    id: '/',
    name: t('name'),
    short_name: t('name'),
    description: t('description'),
    lang: locale,
    dir: 'ltr',
    start_url: '/',
    scope: '/',
    display: 'standalone',
    background_color: '#fafaf8',
    theme_color: '#fafaf8',
    categories: ['news', 'utilities'],
    icons: [icon('icon-192', 192, 'any'), icon('icon-512', 512, 'any'), icon('icon-maskable-512', 512, 'maskable')],
  }
  return Response.json(manifest, {
    headers: { 'Content-Type': 'application/manifest+json; charset=utf-8', 'Cache-Control': 'public, max-age=3600' },
  })
}
