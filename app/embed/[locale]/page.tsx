import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { connection } from 'next/server'
import { z } from 'zod'
import { readView, type ViewQuery, viewAddress } from '@/app/_filters/view'
import { fixedTheme } from '@/app/_share/token-colours'
import { Still } from '@/app/_still/still'
import { Legend } from '@/app/_ui/legend'
import type { MapRegion } from '@/app/_ui/map-regions'
import { Mark } from '@/app/_ui/mark'
import { standingMark } from '@/app/_ui/standing-mark'
import { StaticMap } from '@/app/_ui/static-map'
import { BadAddress } from '@/app/[locale]/_overview/bad-address'
import { mapMarks } from '@/app/[locale]/_overview/map-marks'
import { mapRows } from '@/app/[locale]/_overview/map-rows'
import { overviewData } from '@/app/[locale]/_overview/overview-data'
import { quantity, type Reading, readingOf, shortName, shortTime } from '@/app/[locale]/_overview/reading'
import { sentence } from '@/app/[locale]/_overview/sentence'
import { isLocale, type Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import { context } from '@/lib/service/context'
import { ServiceError } from '@/lib/service/errors'
import styles from './embed.module.css'

interface Props {
  params: Promise<{ locale: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const Theme = z.enum(['light', 'dark']).nullable().catch(null)

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params
  return isLocale(locale) ? { title: translator(locale, 'share')('embedTitle') } : {}
}

/** A view made to stand in somebody else's page: the sentence, the map, who reports, and the way to the whole. Takes the dashboard's parameters and `theme`. */
export default async function Embed({ params, searchParams }: Props) {
  await connection()
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  const { theme: wanted, ...named } = await searchParams
  const theme = Theme.parse(wanted ?? null)
  const asked = new URLSearchParams(Object.entries(named).flatMap(([name, value]) => [value ?? []].flat().map((one) => [name, one])))
  const view = readView(asked)
  if ('problems' in view) return <BadAddress locale={locale} problems={view.problems} asked={asked} />
  try {
    return (
      <div className={styles.frame}>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet */}
        {theme && <style dangerouslySetInnerHTML={{ __html: fixedTheme(theme) }} />}
        <Frame locale={locale} query={view.query} />
      </div>
    )
  } catch (error) {
    if (!(error instanceof ServiceError) || error.problem !== 'invalid-parameter') throw error
    return <BadAddress locale={locale} problems={[]} asked={asked} />
  }
}

/** Who has something to tell, in the map's order, and who has not: both of them the ends of the map's links. */
function Rows({ rows, impact, reading }: { rows: readonly MapRegion[]; impact: readonly RegionImpact[]; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'share')
  const w = translator(locale, 'words')
  const byCode = new Map(impact.map((row) => [row.region, row]))
  const told = rows.flatMap(({ code }) => byCode.get(code) ?? []).filter(({ standing }) => standing !== 'notReported')
  const silent = rows.filter(({ mark }) => mark.kind === 'notReported')
  const list = new Intl.ListFormat(locale, { type: 'unit' })
  return (
    <>
      <table className={styles.rows}>
        <caption className="visually-hidden">{t('embedTable')}</caption>
        <tbody>
          {told.map((row) => {
            const range = row.standing === 'stale' ? row.last : row
            return (
              <tr key={row.region} id={`row-${row.region}`}>
                <th scope="row">
                  <Mark mark={standingMark(row)} /> {shortName(row.region, reading)}
                </th>
                <td>
                  {w(`standing.${row.standing}`)}
                  {row.standing !== 'restored' && range && `: ${quantity(range, range.unit, locale) ?? w(`outage.${row.service}`)}`}
                  {row.asOf && `, ${shortTime(row.asOf, reading)}`}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {silent.length > 0 && (
        <p className={styles.silent}>
          {t.rich('noData', {
            list: () =>
              list.formatToParts(silent.map(({ code }) => code)).map(({ type, value }) =>
                type === 'literal' ? (
                  value
                ) : (
                  <span key={value} id={`row-${value}`}>
                    {shortName(value, reading)}
                  </span>
                ),
              ),
          })}
        </p>
      )}
    </>
  )
}

async function Frame({ locale, query }: { locale: Locale; query: ViewQuery }) {
  const ctx = await context()
  const data = await overviewData(ctx, query)
  const { service, impact, all, isDay, asOf, regions } = data
  const reading = readingOf(ctx.territory, locale, { asOf, regions })
  const { opening, main, detail } = sentence({ service, impact, all, isDay }, reading)
  const { regions: rows } = mapRows(ctx, locale, query, data)
  const marks = mapMarks({ locale, query, data, regions: rows }).map((mark) => ({ ...mark, opensApart: true }))
  const t = translator(locale, 'share')
  return (
    <>
      <h1>
        {opening}, <b>{main}</b>
        {detail && ` (${detail})`}.
      </h1>
      <Still>
        <StaticMap
          regions={rows}
          marks={marks}
          geometry={ctx.territory.geometry(1, 'web')}
          context={ctx.territory.context()}
          locale={locale}
        />
        <Legend
          locale={locale}
          marks={query.marks === 'incidents'}
          shares={
            query.shade === 'share'
              ? { rows: (data.oblasts ?? impact).data, names: new Map(rows.map(({ code, name }) => [code, name])) }
              : null
          }
        />
        <Rows rows={rows} impact={impact.data} reading={reading} />
      </Still>
      <p className={styles.foot}>
        <a href={`/${locale}${viewAddress(query)}`} target="_blank" rel="noopener">
          {translator(locale, 'shell')('name')}: {t('openFull')}
        </a>
        <span>{t('by')}</span>
      </p>
    </>
  )
}
