import { type RegionsViewQuery, regionAddress } from '@/app/_filters/region-view'
import { Mark } from '@/app/_ui/mark'
import { standingMark } from '@/app/_ui/standing-mark'
import type { Locale } from '@/lib/i18n/locale'
import { formatRange, formatShort } from '@/lib/i18n/numbers'
import { softHyphens } from '@/lib/i18n/soft-hyphens'
import { translator } from '@/lib/i18n/translator'
import type { RegionImpact } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { services } from '@/lib/schema/vocabulary'
import { countOf, type Reading } from '../_overview/reading'
import { shownFigure } from './[code]/service-standing'
import { fits, searched } from './region-search'
import styles from './regions.module.css'
import type { ListedRegion } from './regions-data'

interface Props {
  list: readonly ListedRegion[]
  query: RegionsViewQuery
  reading: Reading
}

function Cell({ row, service, reading: { locale } }: { row: RegionImpact | undefined; service: Service; reading: Reading }) {
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const figure = row && shownFigure(row)
  const count = figure ? countOf(figure.range) : null
  const range = figure && formatRange(figure.range, locale)
  const said = t('cell', {
    service: w(`service.${service}`),
    standing: w(`standing.${row?.standing ?? 'notReported'}`),
    figure: range ? `${range} ${figure.unit ? w(`unitPlural.${figure.unit}`) : ''}`.trim() : 'none',
  })
  return (
    <td className={row ? undefined : styles.silent}>
      {row && (
        <span className={styles.service} aria-hidden="true">
          {w(`service.${service}`)}
        </span>
      )}
      <Mark mark={row ? standingMark(row) : { kind: 'notReported' }} />
      {count !== null && (
        <span className={row?.standing === 'stale' ? styles.stale : styles.count} aria-hidden="true">
          {figure?.range.high === null && '≥\u00a0'}
          {formatShort(count, locale)}
        </span>
      )}
      <span className="visually-hidden">{said}</span>
    </td>
  )
}

/** What of a region fits what is looked for: null where nothing does, else the districts that do; all of them where the region itself fits. */
export function found({ words, districts }: Pick<ListedRegion, 'words' | 'districts'>, find: string): ReadonlySet<string> | null {
  const fitting = districts.filter((district) => fits(searched(district.words), find)).map(({ region }) => region.code)
  return fitting.length > 0 || fits(searched(words), find) ? new Set(fitting) : null
}

/** What a district may be looked for by beside its name and its code, which stand in its link; nothing where that is all. */
function hiddenWords({ region, words }: ListedRegion['districts'][number], locale: Locale): string | undefined {
  const shown = searched(`${region.shortName[locale]} ${region.code}`).split(' ')
  const others = searched(words)
    .split(' ')
    .filter((word) => !shown.includes(word.replace(/,$/, '')))
  return others.length === 0 ? undefined : others.join(' ')
}

function Row({ listed, find, query, reading }: { listed: ListedRegion; find: string; query: RegionsViewQuery; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const { region, rows, districts, told } = listed
  const { find: _find, ...at } = query
  const fitting = found(listed, find)
  const name = region.shortName[locale]
  const sorted = [...districts].sort((a, b) => a.region.shortName[locale].localeCompare(b.region.shortName[locale], locale))
  return (
    <tr id={`row-${region.code}`} data-words={searched(listed.words)} hidden={fitting === null}>
      <th scope="row">
        <a href={regionAddress(locale, region.code, at)}>{locale === 'uk' ? softHyphens(name) : name}</a>
        {rows.size === 0 && (
          <span className={styles.nothing} aria-hidden="true">
            <Mark mark={{ kind: 'notReported' }} /> {translator(locale, 'words')('standing.notReported')}
          </span>
        )}
        {told.length > 0 && (
          <span className={styles.told}>
            {told.map((child) => (
              <a key={child.region.code} href={regionAddress(locale, child.region.code, at)}>
                {child.region.shortName[locale]}
              </a>
            ))}
          </span>
        )}
        {districts.length > 1 && (
          <details open={find !== '' && fitting !== null && fitting.size > 0 && fitting.size < districts.length}>
            <summary>{t('districts', { count: districts.length })}</summary>
            <ul>
              {sorted.map((district) => (
                <li
                  key={district.region.code}
                  data-words={hiddenWords(district, locale)}
                  hidden={fitting !== null && fitting.size > 0 && !fitting.has(district.region.code)}
                >
                  <a href={regionAddress(locale, district.region.code, at)}>{district.region.shortName[locale]}</a>
                </li>
              ))}
            </ul>
          </details>
        )}
      </th>
      {services.map((service) => (
        <Cell key={service} row={rows.get(service)} service={service} reading={reading} />
      ))}
    </tr>
  )
}

/** Every region, one a row, with the standing of each service; those that do not fit what is looked for are hidden. */
export function RegionsTable({ list, query, reading }: Props) {
  const { locale } = reading
  const t = translator(locale, 'region')
  const w = translator(locale, 'words')
  const sorted = [...list].sort((a, b) => a.region.shortName[locale].localeCompare(b.region.shortName[locale], locale))
  const find = searched(query.find ?? '')
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">{t('tableCaption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('colRegion')}</th>
          {services.map((service) => (
            <th key={service} scope="col">
              {w(`service.${service}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {sorted.map((listed) => (
          <Row key={listed.region.code} listed={listed} find={find} query={query} reading={reading} />
        ))}
      </tbody>
    </table>
  )
}
