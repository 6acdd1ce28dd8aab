import { isFound } from '@/app/_filters/find-match'
import { type ViewQuery, viewAddress } from '@/app/_filters/view'
import { Mark } from '@/app/_ui/mark'
import { rangeScaleEnd } from '@/app/_ui/range-scale'
import { standingMark } from '@/app/_ui/standing-mark'
import { translator } from '@/lib/i18n/translator'
import type { Impact, RegionImpact, Series } from '@/lib/schema/impact'
import type { Service } from '@/lib/schema/observation'
import { columns, RankedRow, type RowGround } from './ranked-row'
import { type RowGroup, rowGroups, shownFigure } from './ranked-rows'
import styles from './ranked-table.module.css'
import { type Reading, shortName } from './reading'

interface Props {
  impact: Pick<Impact, 'data'> & Partial<Pick<Impact, 'level'>>
  /** Every service at the same moment, for what else a region lacks. */
  all: Pick<Impact, 'data'>
  series: Pick<Series, 'buckets' | 'from' | 'to'>
  service: Service
  query: ViewQuery
  reading: Reading
}

const day = 86_400_000

/** A region's page keeps whose state is shown and when, and what was known by when. */
function pageOfRegion(query: ViewQuery, { locale }: Reading): (region: string) => string {
  const { asOf, service, publishedBy, knownAt } = query
  const params = new URLSearchParams([
    ...service.slice(0, 1).map((one) => ['service', one]),
    ...Object.entries({ asOf, publishedBy, knownAt }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ])
  const kept = params.size > 0 ? `?${params}` : ''
  return (region) => `/${locale}/regions/${region}${kept}`
}

/** A region's name in the other language and its P-code: what it may be looked for by beside what its row shows. */
const otherNames =
  ({ regions, locale }: Reading) =>
  (code: string): string => {
    const region = regions.get(code)
    return [region?.shortName[locale === 'uk' ? 'en' : 'uk'], region?.pcode].filter(Boolean).join(' ')
  }

/** Whether a region is one that is looked for. */
const finder =
  (query: ViewQuery, reading: Reading) =>
  (region: string): boolean =>
    query.find === undefined || isFound(`${shortName(region, reading)} ${region} ${otherNames(reading)(region)}`, query.find)

/** Whether the table has any row that is looked for. */
export const isAnyFound = ({ data }: Pick<Impact, 'data'>, query: ViewQuery, reading: Reading): boolean =>
  data.map(({ region }) => region).some(finder(query, reading))

/** By region, the other services with a report that holds and says that something is lacking. */
function lostServices({ data }: Pick<Impact, 'data'>, service: Service): Map<string, RegionImpact[]> {
  const lost = new Map<string, RegionImpact[]>()
  for (const row of data) {
    if (row.service === service || row.standing !== 'reported') continue
    lost.set(row.region, [...(lost.get(row.region) ?? []), row])
  }
  return lost
}

/** A heading that orders the table by its column; of the order that holds, it leads back to the ranking. */
function SortLink({ order, query, reading, children }: Pick<Props, 'query' | 'reading'> & { order: ViewQuery['sort']; children: string }) {
  const sort = query.sort === order ? 'rank' : order
  return (
    <a href={`/${reading.locale}${viewAddress({ ...query, sort })}#regions`} data-view={order}>
      {children}
    </a>
  )
}

const sorted = (query: ViewQuery, order: ViewQuery['sort'], as: 'ascending' | 'descending') =>
  query.sort === order ? { 'aria-sort': as } : {}

function Head({ series, service, query, reading, level }: Pick<Props, 'series' | 'service' | 'query' | 'reading'> & { level: 1 | 2 }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const r = translator(locale, 'table')
  const w = translator(locale, 'words')
  const days = Math.round((Date.parse(series.to) - Date.parse(series.from)) / day)
  const link = { query, reading }
  return (
    <thead>
      <tr>
        <th scope="col" {...sorted(query, 'name', 'ascending')}>
          <SortLink order="name" {...link}>
            {level === 2 ? r('colRaion') : t('colRegion')}
          </SortLink>
        </th>
        <th scope="col">{r('colDays', { count: days })}</th>
        <th scope="col" className={styles.number} {...sorted(query, 'amount', 'descending')}>
          <SortLink order="amount" {...link}>
            {w(`without.${service}`)}
          </SortLink>
        </th>
        <th scope="col">{t('colRange')}</th>
        <th scope="col" className={styles.number} {...sorted(query, 'share', 'descending')}>
          <SortLink order="share" {...link}>{`${t('colShare')}*`}</SortLink>
        </th>
        <th scope="col" className={styles.number} {...sorted(query, 'age', 'ascending')}>
          <SortLink order="age" {...link}>
            {t('colAge')}
          </SortLink>
        </th>
      </tr>
    </thead>
  )
}

function Group({ group: { standing, rows }, ground }: { group: RowGroup; ground: RowGround }) {
  const t = translator(ground.reading.locale, 'dashboard')
  const words = { reported: t('groupReported'), restored: t('groupRestored'), stale: t('groupStale') }
  const [first] = rows
  return (
    <tbody>
      {standing && first && (
        <tr className={styles.group} hidden={!rows.some(({ region }) => ground.isFound(region))}>
          <th colSpan={columns} scope="rowgroup">
            <Mark mark={standingMark(first)} />
            {words[standing]}
            <span>{rows.length}</span>
          </th>
        </tr>
      )}
      {rows.map((row) => (
        <RankedRow key={row.region} row={row} ground={ground} />
      ))}
    </tbody>
  )
}

/** What nobody has said anything of: each region by name, so that unknown is not mistaken for zero. Raions are too many to name. */
function NotReported({ rows, level, ground }: { rows: readonly RegionImpact[]; level: 1 | 2; ground: RowGround }) {
  const { reading, pageOf } = ground
  const t = translator(reading.locale, 'dashboard')
  const r = translator(reading.locale, 'table')
  if (rows.length === 0) return null
  const inOrder = [...rows].sort((a, b) => shortName(a.region, reading).localeCompare(shortName(b.region, reading), reading.locale))
  return (
    <div className={styles.rest}>
      <p>
        <Mark mark={{ kind: 'notReported' }} />
        <b>{level === 2 ? r('raionsNotReported', { count: rows.length }) : t('notReportedLead', { count: rows.length })}</b> {r('notZero')}
      </p>
      {level === 1 && (
        <ul>
          {inOrder.map(({ region }) => (
            <li
              key={region}
              id={`row-${region}`}
              data-region={region}
              data-find={ground.alsoCalled(region)}
              hidden={!ground.isFound(region)}
            >
              <a href={pageOf(region)}>{shortName(region, reading)}</a>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** The map's twin: every region of the view, ranked inside its standing or in the order asked for, each with how its figure was made. */
export function RankedTable({ impact, all, series, service, query, reading }: Props) {
  const { data, level = 1 } = impact
  const ground: RowGround = {
    reading,
    series,
    end: rangeScaleEnd(data.flatMap((row) => shownFigure(row)?.range ?? [])),
    pageOf: pageOfRegion(query, reading),
    lost: lostServices(all, service),
    isFound: finder(query, reading),
    alsoCalled: otherNames(reading),
    ungrouped: query.sort !== 'rank',
  }
  const groups = rowGroups(data, query.sort, { nameOf: ({ region }) => shortName(region, reading), locale: reading.locale })
  return (
    <>
      {groups.length > 0 && (
        <table className={styles.table}>
          <caption className="visually-hidden">{translator(reading.locale, 'dashboard')('tableCaption')}</caption>
          <Head series={series} service={service} query={query} reading={reading} level={level} />
          {groups.map((group) => (
            <Group key={group.standing ?? 'all'} group={group} ground={ground} />
          ))}
        </table>
      )}
      <NotReported rows={data.filter(({ standing }) => standing === 'notReported')} level={level} ground={ground} />
    </>
  )
}
