import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DrawingName, drawings, drawTerritory, reframed, territoryFrame } from '@/app/_ui/map-drawing'
import { type InkedLabel, planLabels } from '@/app/_ui/map-label-plan'
import { crosses, overlaps } from '@/app/_ui/map-labels'
import type { MapRegion } from '@/app/_ui/map-regions'
import { isInside } from '@/app/_ui/map-shapes'
import type { StandingMark } from '@/app/_ui/standing-mark'
import { type Locale, locales } from '@/lib/i18n/locale'
import { loadTerritory } from '@/lib/regions/territory'

const territory = loadTerritory('ua')
const { shapes } = drawTerritory(territory.geometry(1, 'web'), territory.context())
const level1 = territory.regions.filter(({ level }) => level === 1)
const seas = { en: 'Black Sea', uk: 'Чорне море' }

type Said = Pick<MapRegion, 'mark' | 'figure'>

const step = fc.constantFrom<0 | 1 | 2 | 3 | 4 | 5>(0, 1, 2, 3, 4, 5)
const mark = fc.oneof(
  step.map((of): StandingMark => ({ kind: 'reported', step: of })),
  fc.option(step).map((of): StandingMark => ({ kind: 'stale', step: of })),
  fc.constantFrom<StandingMark>({ kind: 'noFigure' }, { kind: 'restored' }, { kind: 'notReported' }),
)
const figure = fc.option(fc.constantFrom('600k', '≥ 1.1m', 'power back', 'світло є', '≥ 430 тис.', '9'))
const said = fc.array(fc.record({ mark, figure }), { minLength: level1.length, maxLength: level1.length })
const order = fc.shuffledSubarray([...level1.keys()], { minLength: level1.length })

function rowsOf(saids: readonly Said[], places: readonly number[], locale: Locale): MapRegion[] {
  return places.flatMap((place) => {
    const [region, told] = [level1[place], saids[place]]
    if (!region?.labelPoint || !told) return []
    const { code, labelPoint: anchor, shortName } = region
    const card = { standing: '', figure: null, share: null, asOf: null, sources: null }
    return [{ code, name: shortName[locale], ...told, anchor, sentence: code, card }]
  })
}

const plan = (rows: readonly MapRegion[], name: DrawingName, locale: Locale) =>
  planLabels(shapes[name], name, { regions: rows, seas: [{ name: seas[locale], at: [31.6, 45.4] }], locale })

/** The name and the figure of a label, the name as it was before it was broken. */
const saidBy = ({ lines }: InkedLabel) => [
  lines
    .slice(0, -1)
    .join('')
    .replace(/-(?=\p{Ll})/u, ''),
  lines.at(-1),
]

const pairs = (labels: readonly InkedLabel[]) => labels.flatMap((a, at) => labels.slice(at + 1).map((b) => [a, b] as const))

describe.each(locales.flatMap((locale) => (['wide', 'phone'] as const).map((name) => ({ locale, name }))))(
  'labels, $name in $locale',
  ({ locale, name }) => {
    const { width, height } = drawings[name]
    const everyPlan = (check: (labels: InkedLabel[]) => void) =>
      fc.assert(
        fc.property(said, order, (saids, places) => {
          check(plan(rowsOf(saids, places, locale), name, locale))
        }),
        { numRuns: 15 },
      )

    it('never overlap', () => {
      everyPlan((labels) => {
        expect(pairs(labels).filter(([a, b]) => overlaps(a.box, b.box))).toEqual([])
      })
    })

    it('are never crossed by a leader', () => {
      everyPlan((labels) => {
        const crossed = labels.filter((label) =>
          labels.some(({ leader, key }) => leader && key !== label.key && crosses(leader, label.box)),
        )
        expect(crossed).toEqual([])
      })
    })

    it('stand inside the drawing', () => {
      everyPlan((labels) => {
        for (const { box } of labels) {
          expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0)
          expect(box.x + box.width).toBeLessThanOrEqual(width)
          expect(box.y + box.height).toBeLessThanOrEqual(height)
        }
      })
    })

    it('stand in their own region, or aside with a leader outside every region', () => {
      everyPlan((labels) => {
        for (const { key, box, leader } of labels) {
          const region = shapes[name].regions.find(({ code }) => code === key)
          if (!region) continue
          const middle = [box.x + box.width / 2, box.y + box.height / 2] as const
          const home = leader ? shapes[name].regions : [region]
          expect(home.some(({ rings }) => isInside(middle, rings))).toBe(leader === null)
        }
      })
    })

    it('name the most important region first of all', () => {
      fc.assert(
        fc.property(said, order, (saids, places) => {
          const [first, ...rest] = rowsOf(saids, places, locale)
          if (!first) return
          const loud: MapRegion = { ...first, mark: { kind: 'reported', step: 5 }, figure: '600k' }
          const [label] = plan([loud, ...rest], name, locale)
          expect(label && saidBy(label)).toEqual([loud.name, '600k'])
        }),
        { numRuns: 15 },
      )
    })
  },
)

it('a small phone, with its corners covered, still names an outage where most people live', () => {
  const small = reframed(shapes.wide, territoryFrame(territory.geometry(1, 'web'), { width: 320, height: 246 }, 14))
  const taken = [
    { x: 140, y: 222, width: 180, height: 24 },
    { x: 0, y: 182, width: 112, height: 64 },
  ]
  const populous = ['UA-12', 'UA-14', 'UA-30', 'UA-32', 'UA-46', 'UA-51', 'UA-63']
  for (const locale of locales)
    for (const region of level1.filter(({ code }) => populous.includes(code))) {
      const rows = rowsOf([{ mark: { kind: 'reported', step: 5 }, figure: '600k' }], [0], locale).map((row) => ({
        ...row,
        code: region.code,
        name: region.shortName[locale],
        anchor: region.labelPoint ?? row.anchor,
      }))
      const [label] = planLabels(small, 'phone', { regions: rows, seas: [], locale, taken })
      expect(label && saidBy(label)).toEqual([region.shortName[locale], '600k'])
    }
})
