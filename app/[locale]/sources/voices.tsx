import type { ReactNode } from 'react'
import { TierMark } from '@/app/_ui/tier-mark'
import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Told } from '@/lib/service/coverage'
import { formatPrecise } from '@/lib/time/format'
import type { Reading } from '../_overview/reading'
import { Block, cellClass, type Head, Table } from './block'
import type { Read } from './read'
import styles from './sources.module.css'

/** How many stand open; the rest is behind a press. */
const open = 10

const number = cellClass({ number: true })
const wideNumber = cellClass({ number: true, wide: true })
const wide = cellClass({ wide: true })

/** Counts and times of one voice, after its name. */
function ToldCells({ told, reading: { locale, zone } }: { told: Told; reading: Reading }) {
  const day = (at: Told['first']) => formatPrecise(at, { locale, zone, form: 'short', year: true })
  return (
    <>
      <td className={number}>{formatCount(told.reports, locale)}</td>
      <td className={wideNumber}>{formatCount(told.observations, locale)}</td>
      <td className={wide}>{day(told.first)}</td>
      <td>{day(told.last)}</td>
    </>
  )
}

function heads(first: string, { locale }: Reading, ...between: Head[]): Head[] {
  const t = translator(locale, 'sources')
  return [
    { label: first },
    ...between,
    { label: t('colReports'), number: true },
    { label: t('colStatements'), number: true, wide: true },
    { label: t('colFirst'), wide: true },
    { label: t('colLast') },
  ]
}

/** A table whose first rows stand open, and all of it behind a press where there are more. */
function Voices({ id, columns, rows, reading }: { id: string; columns: readonly Head[]; rows: readonly ReactNode[]; reading: Reading }) {
  const t = translator(reading.locale, 'sources')
  const rest = rows.slice(open)
  return (
    <>
      <Table heads={columns} id={id}>
        {rows.slice(0, open)}
      </Table>
      {rest.length > 0 && (
        <details className={styles.more}>
          <summary>{t('more', { count: rows.length })}</summary>
          <Table heads={columns} id={id}>
            {rest}
          </Table>
        </details>
      )}
    </>
  )
}

/** What each tier of source has said. */
export function Tiers({ read: { sources, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  const w = translator(reading.locale, 'words')
  return (
    <Block dek={t('tiersDek')} id="tiers" title={t('tiersTitle')}>
      <Table heads={heads(t('colSource'), reading)} id="tiers">
        {sources.coverage.tiers.map(({ tier, ...told }) => (
          <tr key={tier}>
            <th scope="row">
              <TierMark locale={reading.locale} tier={tier} /> {w(`tier.t${tier}`)}
            </th>
            <ToldCells reading={reading} told={told} />
          </tr>
        ))}
      </Table>
    </Block>
  )
}

/** Every publication, the most reports first. */
export function Publishers({ read: { sources, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  const columns = heads(t('colPublisher'), reading, { label: t('colSpeakers'), number: true, wide: true })
  const rows = sources.coverage.publishers.map(({ publisher, speakers, ...told }) => (
    <tr key={publisher}>
      <th scope="row">{publisher}</th>
      <td className={wideNumber}>{formatCount(speakers, reading.locale)}</td>
      <ToldCells reading={reading} told={told} />
    </tr>
  ))
  return (
    <Block dek={t('publishersDek')} id="publishers" title={t('publishersTitle')}>
      <Voices columns={columns} id="publishers" reading={reading} rows={rows} />
    </Block>
  )
}

/** Everybody who is quoted, the most reports first. */
export function Speakers({ read: { sources, reading } }: { read: Read }) {
  const t = translator(reading.locale, 'sources')
  const rows = sources.coverage.speakers.map(({ statedBy, tier, ...told }) => (
    <tr key={statedBy}>
      <th scope="row">
        <TierMark locale={reading.locale} tier={tier} /> {statedBy}
      </th>
      <ToldCells reading={reading} told={told} />
    </tr>
  ))
  return (
    <Block dek={t('speakersDek')} id="speakers" title={t('speakersTitle')}>
      <Voices columns={heads(t('colSpeaker'), reading)} id="speakers" reading={reading} rows={rows} />
    </Block>
  )
}
