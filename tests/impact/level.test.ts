import { describe, expect, it } from 'vitest'
import { reliabilityIndices } from '@/lib/impact/ieee1366'
import { impactLevel, type LevelInputs } from '@/lib/impact/level'
import type { Denominator } from '@/lib/schema/region'

describe('impactLevel', () => {
  const rows: [LevelInputs, number | null][] = [
    [{ share: 0, hours: 10, services: 1 }, 0],
    [{ share: 0.01, hours: 1, services: 1 }, 1],
    [{ share: 0.1, hours: 24, services: 1 }, 2],
    [{ share: 0.5, hours: 24, services: 1 }, 3],
    [{ share: 1, hours: 24, services: 2 }, 4],
    [{ share: 3, hours: 24, services: 1 }, 3],
    [{ share: null, hours: 24, services: 2 }, null],
    [{ share: 0, hours: null, services: 2 }, null],
    [{ share: 0.5, hours: 24, services: null }, null],
  ]
  it.each(rows)('%j is %s', (inputs, level) => expect(impactLevel(inputs)).toBe(level))
})

describe('reliabilityIndices', () => {
  const served: Denominator = { of: 'customers', value: 1000, kind: 'sourced', formula: null, source: 'operator', year: 2025, note: null }
  const cut = { unit: 'customers', interrupted: 100, from: '2026-01-01T00:00:00Z', until: '2026-01-01T02:00:00Z' } as const
  const now = '2026-01-02T00:00:00Z'

  it('counts hours and interruptions per customer served', () => {
    expect(reliabilityIndices([cut, { ...cut, interrupted: 50, until: '2026-01-01T06:00:00Z' }], served, now)).toEqual({
      saidi: 0.5,
      saifi: 0.15,
      caidi: 0.5 / 0.15,
      open: false,
    })
  })
  it('counts an open interruption up to now, and says so', () => {
    expect(reliabilityIndices([{ ...cut, until: null }], served, now)).toMatchObject({ saidi: 2.4, open: true })
    expect(reliabilityIndices([{ ...cut, until: '2026-01-03T00:00:00Z' }], served, now)).toMatchObject({ saidi: 2.4, open: true })
  })
  it('gives no average of none', () => {
    expect(reliabilityIndices([], served, now)).toEqual({ saidi: 0, saifi: 0, caidi: null, open: false })
  })
  it('never lends its names to an estimate, to households or to people', () => {
    expect(reliabilityIndices([cut], { ...served, kind: 'estimated' }, now)).toBeNull()
    expect(reliabilityIndices([cut], { ...served, of: 'households' }, now)).toBeNull()
    expect(reliabilityIndices([{ ...cut, unit: 'people' }], served, now)).toBeNull()
    expect(reliabilityIndices([{ ...cut, unit: null }], served, now)).toBeNull()
  })
})
