import { type RegionViewQuery, regionAddress } from '@/app/_filters/region-view'
import { Mark } from '@/app/_ui/mark'
import { standingMark } from '@/app/_ui/standing-mark'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Region } from '@/lib/schema/region'
import { quantity, type Reading } from '../../_overview/reading'
import styles from './region.module.css'
import { shownFigure } from './service-standing'

/** How one region stands in a line: each service that anything is known of. */
function Line({
  region,
  rows,
  query,
  reading,
}: {
  region: Region
  rows: readonly RegionImpact[]
  query: RegionViewQuery
  reading: Reading
}) {
  const { locale } = reading
  const w = translator(locale, 'words')
  const told = rows.filter(({ standing }) => standing !== 'notReported')
  return (
    <li>
      <a href={regionAddress(locale, region.code, query)}>{region.name[locale]}</a>
      <ul>
        {told.map((row) => {
          const figure = shownFigure(row)
          const count = figure && quantity(figure.range, figure.unit, locale)
          return (
            <li key={row.service}>
              <Mark mark={standingMark(row)} /> {w(`service.${row.service}`)}: {w(`standing.${row.standing}`)}
              {count && `, ${count}`}
            </li>
          )
        })}
        {told.length === 0 && (
          <li>
            <Mark mark={{ kind: 'notReported' }} /> {w('standing.notReported')}
          </li>
        )}
      </ul>
    </li>
  )
}

interface Props {
  query: RegionViewQuery
  reading: Reading
}

/** The districts that reports name, with how they stand, and links to all of them. */
export function Inside({
  inside,
  all,
  query,
  reading,
}: Props & { inside: readonly { region: Region; rows: RegionImpact[] }[]; all: readonly Region[] }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const named = [...all].sort((a, b) => a.shortName[locale].localeCompare(b.shortName[locale], locale))
  return (
    <>
      <h2 id="inside-title">{t('insideTitle')}</h2>
      <p className="dek">{inside.length > 0 ? t('insideDek') : t('insideNone')}</p>
      {inside.length > 0 && (
        <ul className={styles.lines}>
          {inside.map((one) => (
            <Line key={one.region.code} {...one} query={query} reading={reading} />
          ))}
        </ul>
      )}
      <details className={styles.fold}>
        <summary>{t('allDistricts', { count: all.length })}</summary>
        <ul className={styles.names}>
          {named.map(({ code, shortName }) => (
            <li key={code}>
              <a href={regionAddress(locale, code, query)}>{shortName[locale]}</a>
            </li>
          ))}
        </ul>
      </details>
    </>
  )
}

/** The larger region around a district, with how it stands: most reports are about it. */
export function Around({ around, rows, query, reading }: Props & { around: Region; rows: readonly RegionImpact[] }) {
  const t = translator(reading.locale, 'region')
  return (
    <>
      <h2 id="around-title">{t('aroundTitle')}</h2>
      <p className="dek">{t('aroundDek')}</p>
      <ul className={styles.lines}>
        <Line region={around} rows={rows} query={query} reading={reading} />
      </ul>
    </>
  )
}
