import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { type Area, coarseOutlines, fineBoundaries } from '@/lib/regions/outlines'
import { loadTerritory } from '@/lib/regions/territory'
import { signedArea } from '@/lib/regions/topology'

const territory = loadTerritory('ua')
const outlines = coarseOutlines(territory)
const boundaries = fineBoundaries(territory)
const inPack = territory.regions.filter(({ inPack: is }) => is).map(({ code }) => code)

const same = (a: Position, b: Position) => a[0] === b[0] && a[1] === b[1]
const side = ([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position, [cx = 0, cy = 0]: Position) =>
  Math.sign((bx - ax) * (cy - ay) - (by - ay) * (cx - ax))

type Piece = [Position, Position]
function cross([a, b]: Piece, [c, d]: Piece): boolean {
  if ([a, b].some((end) => same(end, c) || same(end, d))) return false
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}

const piecesOf = ({ coordinates }: Area): Piece[] =>
  coordinates.flatMap((rings) => rings.flatMap((ring) => ring.slice(1).map((end, i): Piece => [ring[i] ?? end, end])))

describe.each([
  ['outlines', outlines.areas],
  ['boundaries', boundaries],
])('the %s of regions', (_name, areas) => {
  it('are there for every region of the territory and for no other', () => {
    expect([...areas.keys()].sort()).toEqual([...inPack].sort())
  })

  it('are closed rings that enclose something, right-handed', () => {
    for (const [code, { coordinates }] of areas) {
      expect(coordinates.length, code).toBeGreaterThan(0)
      for (const ring of coordinates.flat()) {
        expect(ring.length, code).toBeGreaterThan(3)
        expect(ring[0], code).toEqual(ring.at(-1))
      }
      for (const [border = [], ...holes] of coordinates) {
        expect(signedArea(border), code).toBeGreaterThan(0)
        for (const hole of holes) expect(signedArea(hole), code).toBeLessThan(0)
      }
    }
  })
})

describe('outlines', () => {
  it.each(inPack)('%s: no border crosses another', (code) => {
    const area = outlines.areas.get(code)
    const pieces = area === undefined ? [] : piecesOf(area)
    const crossings = pieces.flatMap((piece, i) => pieces.slice(i + 1).filter((other) => cross(piece, other)))
    expect(crossings).toEqual([])
  })

  it('weigh little: an oblast at most 1.5 kB, a raion 0.9', () => {
    const size = (code: string) => JSON.stringify(outlines.areas.get(code)).length
    for (const { code, level } of territory.regions) {
      if (level === 1) expect(size(code), code).toBeLessThan(1500)
      if (level === 2) expect(size(code), code).toBeLessThan(900)
    }
  })

  it('of several regions are one area without the borders between them', () => {
    const together = outlines.of(['UA-12', 'UA-23'])
    const apart = ['UA-12', 'UA-23'].map((code) => outlines.areas.get(code))
    const size = (areas: readonly (Area | null | undefined)[]) =>
      areas.flatMap((area) => area?.coordinates ?? []).reduce((sum, [border = []]) => sum + signedArea(border), 0)
    expect(together?.coordinates).toHaveLength(1)
    expect(size([together])).toBeCloseTo(size(apart), 6)
    expect(outlines.of(['UA-23', 'UA-12'])).toBe(together)
    expect(outlines.of(['UA-12', ...territory.children('UA-12').map(({ code }) => code)])).toEqual(outlines.areas.get('UA-12'))
  })

  it('are not there for a country of another pack, and of it together with a region are the region’s', () => {
    expect(outlines.of(['MD'])).toBeNull()
    expect(outlines.of([])).toBeNull()
    expect(outlines.of(['MD', 'UA-12'])).toEqual(outlines.areas.get('UA-12'))
  })
})
