import { ViewQuery, viewAddress } from '@/app/_filters/view'
import { ViewLink } from '@/app/_filters/view-link'
import { Still } from '@/app/_still/still'
import { MarkingRows } from '@/app/_ui/marking-rows'
import { translator } from '@/lib/i18n/translator'
import { serialiseQuery } from '@/lib/schema/query'
import type { OverviewData } from './overview-data'
import { isAnyFound, RankedTable } from './ranked-table'
import type { Reading } from './reading'
import { TableTools } from './table-tools'

/** The ranked table with what finds and orders in it. */
export function TablePart({ data, query, reading }: { data: OverviewData; query: ViewQuery; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'dashboard')
  const r = translator(locale, 'table')
  return (
    <TableTools
      action={`/${locale}`}
      find={query.find ?? ''}
      isAny={isAnyFound(data.impact, query, reading)}
      kept={[...serialiseQuery(ViewQuery, { ...query, find: undefined })]}
      words={{ title: r('tools'), find: r('find'), show: r('go'), none: r('none'), loading: t('loading') }}
      order={query.sort !== 'rank' && <ViewLink href={`/${locale}${viewAddress({ ...query, sort: 'rank' })}`}>{r('toRanking')}</ViewLink>}
    >
      <MarkingRows>
        <Still>
          <RankedTable {...data} query={query} reading={reading} />
        </Still>
      </MarkingRows>
    </TableTools>
  )
}
