import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { readReviewed } from '@/lib/ingest/reviewed'
import { UaObservationRow } from '@/lib/ingest/ua-observation-row'

const reviewed = readReviewed()
const rows = readFileSync('data/records/ua-observations.jsonl', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => UaObservationRow.parse(JSON.parse(line)))
const sorted = (words: (string | null)[]) => [...new Set(words.filter((word) => word !== null))].sort()

describe('the reviewed tables and the shipped file', () => {
  test.each([
    ['places', Object.keys(reviewed.places), rows.map(({ place }) => place)],
    ['speakers', Object.keys(reviewed.sources.statedBy), rows.map(({ stated_by }) => stated_by)],
    ['publishers', Object.keys(reviewed.sources.publishers), rows.map(({ publisher }) => publisher)],
  ])('%s: every word is decided, and nothing that is not there', (_, table, words) => {
    expect(sorted(table)).toEqual(sorted(words))
  })

  test('qualifiers: every word is decided, and nothing that is not there or put there by a reviewed line', () => {
    const put = reviewed.rows.map(({ row }) => row?.qualifier ?? null)
    expect(sorted(Object.keys(reviewed.qualifiers))).toEqual(sorted([...rows.map(({ qualifier }) => qualifier), ...put]))
  })

  test('every other name is of a source that is listed', () => {
    const listed = [...Object.keys(reviewed.sources.statedBy), ...Object.keys(reviewed.sources.publishers)]
    for (const [name, source] of Object.entries(reviewed.names)) expect(listed, name).toContain(source)
  })

  test('every exception and correction is of a line with these words', () => {
    const lines = [...reviewed.rows, ...reviewed.corrections.flatMap(({ wrong, right }) => [wrong, right])]
    for (const { line, quote } of lines) expect(rows[line - 1]?.quote, `line ${line}`).toBe(quote)
    expect(new Set(reviewed.rows.map(({ line }) => line)).size).toBe(reviewed.rows.length)
    for (const { reason, row, observation } of reviewed.rows) expect([reason !== '', row ?? observation]).not.toContain(undefined)
  })

  test('every title and merge is of an event and cause that are there', () => {
    const known = new Set(rows.map(({ event, cause }) => `${event}/${cause}`))
    for (const { event, cause } of reviewed.incidents) expect(known, event).toContain(`${event}/${cause}`)
    expect(reviewed.incidents.filter(({ mergeInto }) => mergeInto !== undefined).map(({ event }) => event)).toEqual([
      '2026-01-31-grid-failure',
    ])
  })

  test.each([
    ['Energy Ministry', 1],
    ['DTEK', 1],
    ['mayor Vitali Klitschko', 1],
    ['UN HRMMU', 1],
    ['unnamed government official', 2],
    ['Ukrinform', 2],
    ['DTEK as rounded by Interfax-Ukraine', 2],
    ['Crimean Wind Telegram channel', 3],
    ['occupation authorities', 4],
    ['Moscow-installed governor Yevgeny Balitsky', 4],
  ])('%s is a source of tier %i', (speaker, tier) => {
    expect(reviewed.sources.statedBy[speaker]).toBe(tier)
  })
})
