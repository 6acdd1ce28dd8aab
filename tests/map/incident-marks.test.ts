import { describe, expect, it } from 'vitest'
import { placeMarks } from '@/app/_ui/incident-mark-plan'
import { incidentMarks, type LinkedMark, markRadius } from '@/app/_ui/incident-marks'
import { drawTerritory } from '@/app/_ui/map-drawing'
import { planLabels } from '@/app/_ui/map-label-plan'
import { crosses, overlaps } from '@/app/_ui/map-labels'
import type { MapRegion } from '@/app/_ui/map-regions'
import { loadTerritory } from '@/lib/regions/territory'
import { Topology } from '@/lib/schema/geometry'
import type { RegionImpact } from '@/lib/schema/impact'

const none = { low: null, best: null, high: null }
const day = { time: '2026-01-08', precision: 'day' } as const
const strike = { id: 'S', title: 'Strike' }
const storm = { id: 'W', title: 'Storm' }
const titles = [strike, storm]

function row(region: string, change: Partial<RegionImpact>): RegionImpact {
  const unsaid = {
    measure: null,
    unit: null,
    state: null,
    tier: null,
    share: null,
    denominator: null,
    asOf: null,
    ageHours: null,
    last: null,
  }
  const empty = { beside: [], incidents: ['S'], basis: [] }
  return { region, name: { en: region, uk: region }, service: 'electricity', standing: 'reported', ...none, ...unsaid, ...empty, ...change }
}
const places = ['UA-12', 'UA-23', 'UA-51'].map((code) => ({ code, anchor: [35, 48] as const }))
const marksOf = (...rows: RegionImpact[]) => incidentMarks(rows, places, titles)
const last = { ...none, state: 'out', asOf: day } as const

describe('the marks of incidents', () => {
  it.each([
    { name: 'one incident', change: { best: 5, unit: 'customers' }, mark: { best: 5, count: 1, incidents: [strike] } },
    { name: 'several, with one figure', change: { incidents: ['S', 'W'], best: 5 }, mark: { best: 5, count: 2, incidents: titles } },
    { name: 'at least', change: { low: 7 }, mark: { best: 7, count: 1 } },
    { name: 'the last word, while stale', change: { standing: 'stale', last: { ...last, best: 9, unit: 'people' } }, mark: { best: 9 } },
    { name: 'no figure', change: {}, mark: { best: null, count: 1 } },
    { name: 'a share is no count', change: { best: 40, unit: 'percent' }, mark: { best: null } },
    { name: 'an incident nobody may see is none', change: { incidents: ['S', 'hidden'] }, mark: { count: 1, incidents: [strike] } },
  ] as const)('$name', ({ change, mark }) => {
    const { incidents, ...rest }: { incidents?: readonly string[] } & Omit<Partial<RegionImpact>, 'incidents'> = change
    expect(marksOf(row('UA-12', { ...rest, ...(incidents && { incidents: [...incidents] }) }))).toMatchObject([
      { region: 'UA-12', ...mark },
    ])
  })

  it.each([
    ['what is restored', row('UA-12', { standing: 'restored', best: 0 })],
    ['what is not reported', row('UA-12', { standing: 'notReported' })],
    ['no incident', row('UA-12', { incidents: [] })],
    ['a region that is not on the map', row('MD', { best: 4 })],
  ])('has none for %s', (_, given) => {
    expect(marksOf(given)).toEqual([])
  })

  it('has the largest first, so that small ones lie above', () => {
    const marks = marksOf(row('UA-51', {}), row('UA-23', { best: 10 }), row('UA-12', { best: 600 }))
    expect(marks.map(({ region }) => region)).toEqual(['UA-12', 'UA-23', 'UA-51'])
  })
})

describe('the size of a mark', () => {
  it('is an area that grows with the figure', () => {
    expect(markRadius(400_000, 'wide') ** 2 / markRadius(100_000, 'wide') ** 2).toBeCloseTo(4)
    expect(markRadius(800_000, 'wide')).toBe(22)
  })
  it('ends at the largest that has room, and is never nothing', () => {
    expect(markRadius(9_000_000, 'wide')).toBe(markRadius(800_000, 'wide'))
    for (const best of [0, 1, 500, null]) expect(markRadius(best, 'phone')).toBeGreaterThanOrEqual(3)
  })
})

describe('the places of the marks', () => {
  const { regions, geometry, context } = loadTerritory('ua')
  const drawn = drawTerritory(Topology.parse(geometry(1, 'web')), context())
  const rows = regions.flatMap(({ code, level, labelPoint, shortName }): MapRegion[] =>
    level === 1 && labelPoint
      ? [
          {
            ...{ code, name: shortName.en, mark: { kind: 'reported', step: 3 }, figure: '600k', anchor: labelPoint, sentence: '' },
            card: { standing: '', figure: null, share: null, asOf: null, sources: null },
          },
        ]
      : [],
  )
  const marks = rows.map(({ code, anchor }): LinkedMark => ({ region: code, anchor, best: 200_000, count: 1, href: '', label: '' }))

  it.each(['wide', 'phone'] as const)('are clear of labels and of each other in the %s drawing', (name) => {
    const labels = planLabels(drawn.shapes[name], name, { regions: rows, seas: [], locale: 'en' })
    const placed = placeMarks(marks, drawn.shapes[name], name, labels)
    expect(placed).toHaveLength(marks.length)
    const numbered = placeMarks(
      marks.map((mark) => ({ ...mark, count: 5 })),
      drawn.shapes[name],
      name,
      labels,
    )
    for (const { x, y } of numbered) {
      const box = { x: x - 3, y: y - 3, width: 6, height: 6 }
      expect(labels.some(({ leader }) => leader && crosses(leader, box))).toBe(false)
    }
    const boxes = placed.map(({ x, y, radius }) => ({ x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }))
    for (const [at, box] of boxes.entries())
      for (const other of [...boxes.slice(at + 1), ...labels.map((label) => label.box)]) expect(overlaps(box, other)).toBe(false)
  })
})
