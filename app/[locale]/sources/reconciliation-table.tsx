import { type Bounds, formatRange, formatSaid } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Reconciled } from '@/lib/service/reconciliation'
import { formatPrecise } from '@/lib/time/format'
import type { Reading } from '../_overview/reading'
import { SourceLine } from '../_overview/source-line'
import { Block, Table } from './block'
import type { Read } from './read'
import styles from './sources.module.css'

/** A difference with its sign: `+860,000`, `−1,603`. */
function signed(gap: number, reading: Reading): string {
  if (gap === 0) return translator(reading.locale, 'sources')('noGap')
  return `${gap > 0 ? '+' : '−'}${formatSaid(Math.abs(gap), reading.locale)}`
}

function Row({ one, reading }: { one: Reconciled; reading: Reading }) {
  const { locale, zone } = reading
  const t = translator(locale, 'sources')
  const w = translator(locale, 'words')
  const { statement, sum, gap, agree, service, asOf } = one
  const range = (bounds: Bounds) => formatRange(bounds, locale)
  const units = Object.keys(sum.units) as (keyof typeof sum.units)[]
  return (
    <tr>
      <th scope="row">
        <a href={`/${locale}?${new URLSearchParams({ service, asOf })}`}>
          {formatPrecise(statement.asOf, { locale, zone, form: 'short', year: true })}
        </a>
        <small>{w(`service.${service}`)}</small>
      </th>
      <td data-label={t('colStatement')}>
        <b>{range(statement)}</b> {statement.unit && w(`unitPlural.${statement.unit}`)}
        <SourceLine entry={statement} reading={reading} />
      </td>
      <td data-label={t('colSum')}>
        <b>{range(sum)}</b> {units.map((unit) => w(`unitPlural.${unit}`)).join(', ')}
        <small>{t('sumOf', { reported: sum.reported, stale: String(sum.stale), silent: String(sum.notReported) })}</small>
      </td>
      <td data-label={t('colGap')}>
        {gap !== null && <b>{signed(gap, reading)}</b>}
        <small>{t(agree === null ? 'otherUnit' : agree ? 'fits' : 'differs')}</small>
      </td>
    </tr>
  )
}

/** What was said of the whole country beside what the regions add up to. */
export function Reconciliation({ read: { sources, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  const heads = [{ label: t('colMoment') }, { label: t('colStatement') }, { label: t('colSum') }, { label: t('colGap') }]
  if (sources.reconciled.length === 0)
    return (
      <Block id="reconciliation" title={t('reconcileTitle')}>
        <p className="second">{t('reconcileNone')}</p>
      </Block>
    )
  return (
    <Block dek={t('reconcileDek')} id="reconciliation" title={t('reconcileTitle')}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard */}
      <section aria-label={t('reconcileTitle')} className={styles.pairs} tabIndex={0}>
        <Table heads={heads} id="reconciliation">
          {sources.reconciled.map((one) => (
            <Row key={one.statement.observation} one={one} reading={reading} />
          ))}
        </Table>
      </section>
      <p className={styles.note}>{t('why')}</p>
    </Block>
  )
}
