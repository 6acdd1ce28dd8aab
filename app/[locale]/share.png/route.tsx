import { ImageResponse } from 'next/og'
import { readView } from '@/app/_filters/view'
import { cardSize, ShareCard } from '@/app/_share/share-card'
import { shareFonts } from '@/app/_share/share-fonts'
import { shareCounts, shareLabels, shareMap, shareMarks } from '@/app/_share/share-map'
import { tokenColours } from '@/app/_share/token-colours'
import { isLocale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import { mapMarks } from '../_overview/map-marks'
import { mapRows } from '../_overview/map-rows'
import { overviewData } from '../_overview/overview-data'
import { readingOf } from '../_overview/reading'
import { sentence } from '../_overview/sentence'

// Drawing one costs a quarter of a second. No longer than a minute, so that a figure that was retracted leaves the caches with its record.
const caching = 'public, max-age=60'

const refusal = (status: 400 | 404) => new Response(null, { status, headers: { 'Cache-Control': 'no-store' } })

/** The dashboard's view as a picture of 1200 × 630: the sentence and the map. Its address takes the page's own parameters. */
export async function GET(request: Request, { params }: { params: Promise<{ locale: string }> }): Promise<Response> {
  const { locale } = await params
  if (!isLocale(locale)) return refusal(404)
  const view = readView(new URL(request.url).searchParams)
  if ('problems' in view) return refusal(400)
  const ctx = await context()
  try {
    const data = await overviewData(ctx, view.query)
    const { service, impact, all, isDay, asOf, regions } = data
    const reading = readingOf(ctx.territory, locale, { asOf, regions })
    const { opening, main, detail, rest } = sentence({ service, impact, all, isDay }, reading)
    const { regions: rows } = mapRows(ctx, locale, view.query, data)
    const colours = tokenColours('light')
    const t = translator(locale, 'share')
    const last = rest.at(-1)
    const ground = { geometry: ctx.territory.geometry(1, 'web'), context: ctx.territory.context(), locale }
    const labels = shareLabels(rows, ground)
    const marks = shareMarks(mapMarks({ locale, query: view.query, data, regions: rows }), rows, ground)
    const card = (
      <ShareCard
        name={translator(locale, 'shell')('name')}
        opening={`${opening}:`}
        main={main}
        detail={detail}
        rest={last ? `${last}.` : ''}
        by={t('by')}
        map={shareMap({ ...ground, regions: rows, labels, marks, colours })}
        labels={[...labels, ...shareCounts(marks)]}
        colours={colours}
      />
    )
    return new ImageResponse(card, { ...cardSize, fonts: shareFonts(), headers: { 'Cache-Control': caching } })
  } catch (error) {
    if (error instanceof ServiceError && error.problem === 'invalid-parameter') return refusal(400)
    throw error
  }
}
