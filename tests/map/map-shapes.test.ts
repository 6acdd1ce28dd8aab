import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drawings, drawTerritory, overFrame } from '@/app/_ui/map-drawing'
import { layGround } from '@/app/_ui/map-ground'
import { boundsOf, fitFrame, mercator, type Point, project } from '@/app/_ui/map-projection'
import { clipRing, doubleArea, isInside, linePathOf, pathOf, simplify } from '@/app/_ui/map-shapes'
import { loadTerritory } from '@/lib/regions/territory'

const territory = loadTerritory('ua')
const drawn = drawTerritory(territory.geometry(1, 'web'), territory.context())
const coordinate = fc.double({ min: -200, max: 200, noNaN: true })
const point: fc.Arbitrary<Point> = fc.tuple(coordinate, coordinate)

describe('the projection', () => {
  it.each([
    { at: [0, 0], to: [0.5, 0.5] },
    { at: [180, 0], to: [1, 0.5] },
    { at: [-180, 85.0511287798066], to: [0, 0] },
    { at: [30.5238, 50.4547], to: [0.584788, 0.33717] },
  ] as const)('puts $at where web tiles have it', ({ at, to }) => {
    const [x, y] = mercator(at[0], at[1])
    expect(x).toBeCloseTo(to[0], 5)
    expect(y).toBeCloseTo(to[1], 5)
  })

  it('fits a box into a drawing, touching the margin on two sides', () => {
    const frame = fitFrame({ x: 0.5, y: 0.3, width: 0.1, height: 0.05 }, { width: 200, height: 200 }, 20)
    expect(frame.scale * 0.1).toBeCloseTo(160)
    expect(0.5 * frame.scale + frame.left).toBeCloseTo(20)
    expect(0.325 * frame.scale + frame.top).toBeCloseTo(100)
  })

  it('refuses to fit nothing', () => {
    expect(() => boundsOf([])).toThrow('nothing to fit')
  })
})

describe('lines', () => {
  it('keep both ends and only points they had', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 40 }), fc.double({ min: 0, max: 500, noNaN: true }), (line, area) => {
        const kept = simplify(line, area)
        expect(kept[0]).toEqual(line[0])
        expect(kept.at(-1)).toEqual(line.at(-1))
        expect(kept.every((spot) => line.includes(spot))).toBe(true)
      }),
    )
  })

  it('lose the small bends and keep the large ones', () => {
    const line: Point[] = [
      [0, 0],
      [5, 0.1],
      [10, 0],
      [15, 20],
      [20, 0],
    ]
    expect(simplify(line, 5)).toEqual([line[0], line[2], line[3], line[4]])
  })

  it('are written relative, on whole numbers, each place once', () => {
    const line: Point[] = [
      [1, 1],
      [1.1, 1.1],
      [3, 1],
      [3, 0.5],
    ]
    expect(linePathOf([line])).toBe('M2 2l4 0 0-1')
    expect(pathOf([line])).toBe('M2 2l4 0 0-1z')
    expect(pathOf([[[1, 1]]])).toBe('')
  })
})

describe('rings', () => {
  it('are cut to a rectangle and never grow', () => {
    fc.assert(
      fc.property(fc.array(point, { minLength: 3, maxLength: 12 }), (ring) => {
        const cut = clipRing(ring, 0, 0, 100, 80)
        for (const [x, y] of cut) {
          expect(x).toBeGreaterThan(-1e-6)
          expect(x).toBeLessThan(100 + 1e-6)
          expect(y).toBeGreaterThan(-1e-6)
          expect(y).toBeLessThan(80 + 1e-6)
        }
      }),
    )
    const square: Point[] = [
      [-10, -10],
      [10, -10],
      [10, 10],
      [-10, 10],
    ]
    expect(Math.abs(doubleArea(clipRing(square, 0, 0, 100, 80)))).toBe(200)
  })

  it('own the ground under them, and holes are not theirs', () => {
    const outer: Point[] = [
      [10, 10],
      [90, 10],
      [90, 90],
      [10, 90],
    ]
    const hole: Point[] = [
      [40, 40],
      [60, 40],
      [60, 60],
      [40, 60],
    ]
    const ground = layGround([[outer, hole]], { width: 100, height: 100 })
    expect(ground.isWithin({ x: 15, y: 15, width: 20, height: 10 }, 0)).toBe(true)
    expect(ground.isWithin({ x: 30, y: 45, width: 20, height: 10 }, 0)).toBe(false)
    expect(ground.isOpen({ x: 45, y: 45, width: 10, height: 8 })).toBe(true)
    expect(ground.isOpen({ x: 95, y: 95, width: 30, height: 8 })).toBe(false)
  })
})

describe('the territory drawn', () => {
  const { wide, phone } = drawn.shapes

  it.each(['wide', 'phone'] as const)('has every region of level 1, inside the %s frame', (name) => {
    const codes = territory.regions.filter(({ level }) => level === 1).map(({ code }) => code)
    expect(drawn.shapes[name].regions.map(({ code }) => code).sort()).toEqual([...codes].sort())
    const { x, y, width, height } = boundsOf(drawn.shapes[name].regions.flatMap(({ rings }) => rings.flat()))
    const { margin } = drawings[name]
    expect(x).toBeGreaterThan(margin - 1)
    expect(y).toBeGreaterThan(margin - 1)
    expect(x + width).toBeLessThan(drawings[name].width - margin + 1)
    expect(y + height).toBeLessThan(drawings[name].height - margin + 1)
  })

  it('keeps cities in their regions', () => {
    for (const city of territory.cities()) {
      const region = wide.regions.find(({ code }) => code === city.region)
      const [x, y] = project(wide.frame, ...city.point)
      const near = [-2, 0, 2].flatMap((dx) => [-2, 0, 2].map((dy): Point => [x + dx, y + dy]))
      expect([city.name.en, near.some((spot) => isInside(spot, region?.rings ?? []))]).toEqual([city.name.en, true])
    }
  })

  it('lays the wide paths over the phone frame', () => {
    const { transform, unit } = overFrame(wide.frame, phone.frame)
    const [moveX = 0, moveY = 0, scale = 0] = [...transform.matchAll(/-?\d+(\.\d+)?/g)].map(([number]) => Number(number))
    const [fromX, fromY] = project(wide.frame, 30.5, 50.4)
    const [toX, toY] = project(phone.frame, 30.5, 50.4)
    expect(fromX * 2 * scale + moveX).toBeCloseTo(toX, 1)
    expect(fromY * 2 * scale + moveY).toBeCloseTo(toY, 1)
    expect(unit * scale).toBeCloseTo(1, 3)
  })

  it('is light enough to come with every page', () => {
    const { regions, neighbours, rivers, mainRivers, lakes } = drawn.paths
    expect(gzipSync([...regions.values(), neighbours, rivers, mainRivers, lakes].join('')).length).toBeLessThan(10_000)
  })
})
