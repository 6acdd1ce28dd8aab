import type { ReactNode } from 'react'
import { askedOfApi, type ViewQuery, viewAddress } from '@/app/_filters/view'
import { LiveMap } from '@/app/_map/region-map.lazy'
import { Still } from '@/app/_still/still'
import { Legend } from '@/app/_ui/legend'
import { MapSwitches } from '@/app/_ui/map-switches'
import { mapWords } from '@/app/_ui/map-words'
import { StaticMap } from '@/app/_ui/static-map'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Context } from '@/lib/service/context'
import { mapMarks } from './map-marks'
import { mapRows } from './map-rows'
import styles from './overview.module.css'
import type { OverviewData } from './overview-data'

/** The service's own question, asked of the API at the page's moment. */
export function impactAddress({ service, impact }: OverviewData, query: ViewQuery): string {
  const params = askedOfApi({ ...query, service: [service], asOf: impact.asOf })
  if (service === 'electricity' && query.unit === undefined) params.set('unit', 'connections')
  return `/api/v1/impact?${params}`
}

/** What the shades count, where it is not connections: every unit that a region is told in. Null for connections, or where nothing is counted. */
function unitsShown({ service, impact }: OverviewData, query: ViewQuery, locale: Locale): string | null {
  if (service === 'electricity' && query.unit === undefined) return null
  const w = translator(locale, 'words')
  const units = new Set(impact.data.flatMap(({ unit, last }) => unit ?? last?.unit ?? []).filter((unit) => unit !== 'percent'))
  const list = new Intl.ListFormat(locale, { type: 'disjunction' })
  return units.size > 0 ? list.format([...units].map((unit) => w(`unitPlural.${unit}`))) : null
}

interface Props {
  ctx: Context
  locale: Locale
  query: ViewQuery
  data: OverviewData
  /** What stands under the legend. */
  children: ReactNode
}

/** The map with what chooses how it is told, its legend and what is told beside it. */
export function MapPart({ ctx, locale, query, data, children }: Props) {
  const { version } = ctx.territory
  const t = translator(locale, 'dashboard')
  const w = translator(locale, 'words')
  const m = translator(locale, 'map')
  const page = `/${locale}`
  const { telling, regions, inside } = mapRows(ctx, locale, query, data)
  const marks = mapMarks({ locale, query, data, regions })
  const geometry = ctx.territory.geometry(1, 'web')
  const names = new Map([...regions, ...(inside ?? [])].map(({ code, name }) => [code, name]))
  const shaded = [...(data.oblasts?.data ?? []), ...data.impact.data]
  return (
    <div className={styles.map}>
      <h2 id="regions-title">{t('mapTitle', { without: w(`without.${data.service}`) })}</h2>
      <p className="dek">{t(query.shade === 'share' ? 'mapDekShare' : 'mapDek')}</p>
      <div className={styles.drawing}>
        <LiveMap
          regions={regions}
          inside={inside}
          marks={marks}
          telling={telling}
          words={mapWords(locale)}
          territory={ctx.settings.territory}
          version={version}
          raionsAtOnce={data.crowd !== null}
          raions={impactAddress(data, { ...query, level: 2 })}
          raionRows={data.crowd === null ? `${page}${viewAddress({ ...query, level: 2 })}#row-CODE` : `${page}/regions/CODE`}
          tiles={ctx.settings.tiles ?? null}
          tools={<MapSwitches locale={locale} query={query} />}
        >
          <Still>
            <StaticMap
              regions={regions}
              marks={marks}
              geometry={geometry}
              context={ctx.territory.context()}
              locale={locale}
              {...(inside && { inside: { regions: inside, geometry: ctx.territory.geometry(2, 'web') } })}
            />
          </Still>
        </LiveMap>
      </div>
      {data.crowd !== null && <p className={styles.said}>{m('crowd', { count: data.crowd })}</p>}
      {inside?.length === 0 && <p className={styles.said}>{m('noRaions')}</p>}
      <Still>
        <Legend
          locale={locale}
          unit={unitsShown(data, query, locale)}
          marks={query.marks === 'incidents'}
          shares={query.shade === 'share' ? { rows: shaded.filter(({ region }) => names.has(region)), names } : null}
        />
      </Still>
      {children}
    </div>
  )
}
