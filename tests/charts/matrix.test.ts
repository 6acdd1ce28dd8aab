import { describe, expect, it } from 'vitest'
import { speechOf } from '@/app/_charts/chart-speech'
import { matrixOf } from '@/app/_charts/matrix-rows'
import { cellWords, matrixSummary, matrixTable } from '@/app/_charts/matrix-words'
import { basisOf, eighth, impactOf } from './impact-of'

const english = speechOf('en', 'Europe/Kyiv')
const cities = new Map([['Dnipro', { en: 'Dnipro', uk: 'Дніпро' }]])
const onBackup = basisOf({ rule: 'otherUnit', measure: 'on_backup', state: 'on_backup', place: 'Dnipro city' })

const answer = [
  impactOf('A', { standing: 'reported', low: 600_000, best: 600_000, high: 800_000, unit: 'customers', measure: 'without', asOf: eighth }),
  impactOf('A', { service: 'heating', standing: 'reported', low: 40, best: 40, unit: 'percent', measure: 'without', asOf: eighth }),
  impactOf('A', { service: 'health', standing: 'reported', measure: 'without', state: 'partly_restored', asOf: eighth, basis: [onBackup] }),
  impactOf('A', {
    service: 'education',
    standing: 'reported',
    low: 138,
    best: 187,
    high: 187,
    unit: 'facilities',
    measure: 'closed',
    asOf: eighth,
  }),
  impactOf('B', { service: 'water', standing: 'restored', low: 0, best: 0, high: 0, asOf: eighth }),
  impactOf('B', {
    standing: 'stale',
    asOf: eighth,
    last: { low: 750_000, best: 750_000, high: null, unit: 'households', state: 'out', asOf: eighth },
    basis: [basisOf({ rule: 'stale', measure: 'on_backup', state: 'on_backup' })],
  }),
  impactOf('C', { standing: 'stale', asOf: eighth }),
  impactOf('D', { standing: 'notReported' }),
]
const matrix = matrixOf(answer, ['B', 'C', 'D', 'A'])
const cell = (region: string, service: 'electricity' | 'heating' | 'health' | 'education' | 'water') => {
  const found = matrix.rows.find((row) => row.region === region)?.cells[service]
  if (!found) throw new Error('no cell')
  return cellWords(found, cities, english)
}

describe('services × regions', () => {
  it('holds regions with a word that still holds, services of which there is one, and counts the rest', () => {
    expect(matrix.rows.map(({ region }) => region)).toEqual(['B', 'A'])
    expect(matrix.services).toEqual(['electricity', 'heating', 'water', 'health', 'education'])
    expect(matrix.staleOnly).toBe(1)
  })

  it('says each figure with its unit and day, an open end and a per cent as such', () => {
    expect(cell('A', 'electricity')).toEqual({ what: '600k', more: 'customers, 8\u00a0Jan', backup: null })
    expect(cell('A', 'heating')).toEqual({ what: '≥\u00a040\u00a0%', more: '8\u00a0Jan', backup: null })
    expect(cell('A', 'education')).toEqual({ what: '187', more: 'facilities, closed, 8\u00a0Jan', backup: null })
    expect(cell('B', 'electricity')).toEqual({ what: '≥\u00a0750k', more: 'households, 8\u00a0Jan', backup: null })
  })

  it('never says zero for what is back or for what nobody counted', () => {
    expect(cell('B', 'water').what).toBe('restored')
    expect(cell('A', 'health').what).toBe('partly restored')
    expect(
      matrixTable(matrix, cities, english)
        .rows.find(([, service]) => service === 'Water')
        ?.slice(2, 7),
    ).toEqual(['restored', 'restored', null, null, null])
  })

  it('says what runs on generators and where, of words that still hold alone', () => {
    expect(cell('A', 'health').backup).toBe('on generators, Dnipro')
    expect(matrixSummary(matrix, english)).toBe(
      'Electricity affected: A. Heating affected: A. Hospitals affected: A. Schools affected: A. On generators: A.',
    )
  })

  it('does not say the same twice where the service itself is on generators', () => {
    const state = { measure: 'on_backup', state: 'on_backup' } as const
    const told = (place: string | null) => {
      const row = impactOf('A', { service: 'health', standing: 'reported', ...state, asOf: eighth, basis: [basisOf({ ...state, place })] })
      const found = matrixOf([row], ['A']).rows[0]?.cells.health
      return found && cellWords(found, cities, english)
    }
    expect(told('Dnipro city')).toEqual({ what: 'on generators', more: '8\u00a0Jan', backup: 'Dnipro' })
    expect(told(null)).toEqual({ what: 'on generators', more: '8\u00a0Jan', backup: null })
  })
})
