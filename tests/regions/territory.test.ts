import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import type { Feature } from 'geojson'
import { describe, expect, test } from 'vitest'
import { readPack } from '@/lib/regions/pack'
import { loadTerritory } from '@/lib/regions/territory'
import { PackTopology, signedArea, toFeatures } from '@/lib/regions/topology'
import { Region } from '@/lib/schema/region'
import { inside } from './inside'

const territory = loadTerritory('ua')
const pack = readPack('ua')
const shapes = (level: 1 | 2, detail: 'web' | 'detailed') => toFeatures(PackTopology.parse(territory.geometry(level, detail))).features
const drawn = { '1web': shapes(1, 'web'), '1detailed': shapes(1, 'detailed'), '2web': shapes(2, 'web'), '2detailed': shapes(2, 'detailed') }
const features = (level: 1 | 2, detail: 'web' | 'detailed') => drawn[`${level}${detail}`]
const ofLevel = (level: number) => territory.regions.filter((region) => region.inPack && region.level === level)
const sorted = (codes: (string | number | undefined)[]) => [...codes].map(String).sort()
const geometryOf = (all: Feature[], code: string) => {
  const found = all.find(({ id }) => id === code)
  if (!found) throw new Error(`${code} has no geometry`)
  return found.geometry
}

describe('the regions of the pack', () => {
  test('are valid, counted and uniquely coded', () => {
    for (const region of territory.regions) expect(() => Region.parse(region), region.code).not.toThrow()
    expect([0, 1, 2].map((level) => ofLevel(level).length)).toEqual([1, 27, 138])
    // A city with special status is a region of both levels, with one KATOTTG code.
    for (const key of ['code', 'pcode', 'katottg', 'iso'] as const) {
      const codes = territory.regions.filter((region) => key !== 'katottg' || region.level < 2).map((region) => region[key])
      const known = codes.filter((code) => code !== null)
      expect(new Set(known).size, key).toBe(known.length)
    }
  })

  test.each([
    ['UA-43', 'UA01'],
    ['UA-09', 'UA44'],
    ['UA-77', 'UA73'],
    ['UA-30', 'UA80'],
    ['UA-40', 'UA85'],
    ['UA-12', 'UA12'],
  ])('%s is %s in P-codes, and each finds the same region', (iso, pcode) => {
    const region = territory.find(iso)
    expect(region).toMatchObject({ code: iso, level: 1, iso, pcode })
    expect(territory.find(pcode)).toBe(region)
    expect(territory.find(region?.katottg ?? '')).toBe(region)
  })

  test('the numbers of ISO and P-code differ for these five alone', () => {
    const odd = ofLevel(1).filter(({ iso, pcode }) => iso?.slice(3) !== pcode?.slice(2))
    expect(sorted(odd.map(({ code }) => code))).toEqual(['UA-09', 'UA-30', 'UA-40', 'UA-43', 'UA-77'])
  })

  test('Crimea and Sevastopol are regions of Ukraine', () => {
    for (const code of ['UA-43', 'UA-40']) expect(territory.find(code)).toMatchObject({ parent: 'UA', inPack: true })
    expect(territory.children('UA-43')).toHaveLength(10)
  })

  test('every parent is one level up, and every region of level 1 has children', () => {
    for (const { code, level, parent } of territory.regions.filter((region) => region.inPack && region.level > 0)) {
      expect(territory.find(parent ?? '')?.level, code).toBe(level - 1)
    }
    for (const { code } of ofLevel(1)) expect(territory.children(code).length, code).toBeGreaterThan(0)
  })

  test('a foreign country is known, in its own zone, and outside the pack', () => {
    expect(territory.find('MD')).toMatchObject({ level: 0, inPack: false, zone: 'Europe/Chisinau', labelPoint: null, denominators: [] })
    expect(territory.widen(['UA'])).not.toContain('MD')
  })
})

describe('finding', () => {
  test.each([
    ['Dnipropetrovsk Oblast', 'UA-12'],
    ['dnipropetrovsk region', 'UA-12'],
    ['ДНІПРОПЕТРОВСЬКА ОБЛАСТЬ', 'UA-12'],
    ['Дніпропетровщина', 'UA-12'],
    ['Kyiv', 'UA-30'],
    ['Київ', 'UA-30'],
    ['Kyiv region', 'UA-32'],
    ['Київська', 'UA-32'],
    [' ua-30 ', 'UA-30'],
    ['UA8000', 'UA8000'],
    ["кам'янський район", 'UA1204'],
    ['Kamianskyi district', 'UA1204'],
    ['Крим', 'UA-43'],
    ['Молдова', 'MD'],
    ['Novomoskovskyi raion', 'UA1210'],
    ['Новомосковський район', 'UA1210'],
    ['Червоноградський район', 'UA4612'],
    ['Красноградський район', 'UA6306'],
    ['Володимир-Волинський район', 'UA0702'],
    ['Новоград-Волинський район', 'UA1808'],
    ['Сєвєродонецький район', 'UA4412'],
  ])('%s is %s', (text, code) => {
    expect(territory.find(text)?.code).toBe(code)
  })

  test.each(['UA-99', '', 'Donbas', 'UA-1', 'constructor'])('%j is nothing', (text) => {
    expect(territory.find(text)).toBeUndefined()
    expect(territory.children(text)).toEqual([])
  })

  test('no name or alias of one level belongs to two regions', () => {
    for (const level of [1, 2]) {
      const names = ofLevel(level).flatMap(({ name, shortName, aliases }) => [
        ...new Set([...Object.values(name), ...Object.values(shortName), ...aliases]),
      ])
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
    }
  })

  test('widening adds everything inside, once', () => {
    const inKyivRegion = territory.widen(['UA32', 'UA-32', 'UA3202'])
    expect(inKyivRegion).toHaveLength(8)
    expect(inKyivRegion).toEqual(expect.arrayContaining(['UA-32', 'UA3202', 'UA3214']))
    expect(territory.widen(['UA'])).toHaveLength(1 + 27 + 138)
    expect(territory.widen([])).toEqual([])
  })
})

describe('the boundaries', () => {
  test.each([
    [1, 'web'],
    [1, 'detailed'],
    [2, 'web'],
  ] as const)('of level %i, %s: one for each region and one region for each', (level, detail) => {
    expect(sorted(features(level, detail).map(({ id }) => id))).toEqual(sorted(ofLevel(level).map(({ code }) => code)))
  })

  test('name a region by its canonical code, with both names', () => {
    const luhansk = features(1, 'web').find(({ id }) => id === 'UA-09')
    expect(luhansk?.properties).toEqual({ code: 'UA-09', level: 1, parent: 'UA', nameEn: 'Luhansk region', nameUk: 'Луганська область' })
  })

  test('have outer rings counterclockwise and holes clockwise', () => {
    for (const { geometry, id } of [...features(1, 'web'), ...features(1, 'detailed'), ...features(2, 'web')]) {
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []
      expect(polygons.length, String(id)).toBeGreaterThan(0)
      for (const rings of polygons) for (const [i, ring] of rings.entries()) expect(signedArea(ring) > 0, `${id} ring ${i}`).toBe(i === 0)
    }
  })

  test('hold the label of their region, clear of the edge', () => {
    for (const region of [...ofLevel(1), ...ofLevel(2)]) {
      const geometry = geometryOf(features(region.level === 1 ? 1 : 2, 'web'), region.code)
      const [lon, lat] = region.labelPoint ?? [0, 0]
      for (const [dx, dy] of [
        [0, 0],
        [0.02, 0],
        [-0.02, 0],
        [0, 0.01],
        [0, -0.01],
      ] as const) {
        expect(inside([lon + dx, lat + dy], geometry), `${region.code} ${lon} ${lat}`).toBe(true)
      }
    }
  })

  test("the region around Kyiv has its label beside the city, the country's lies in it", () => {
    const kyiv = geometryOf(features(1, 'web'), 'UA-30')
    expect(inside(territory.find('UA-32')?.labelPoint ?? [], kyiv)).toBe(false)
    const country = territory.find('UA')?.labelPoint ?? []
    expect(features(1, 'web').filter(({ geometry }) => inside(country, geometry))).toHaveLength(1)
  })

  test('the fifty cities lie in their own region and district', () => {
    expect(territory.cities()).toHaveLength(50)
    for (const { name, point, region, district } of territory.cities()) {
      const around = features(1, 'web').filter(({ geometry }) => inside(point, geometry))
      expect(
        around.map(({ id }) => id),
        name.en,
      ).toEqual([region])
      expect(inside(point, geometryOf(features(2, 'web'), district)), name.en).toBe(true)
      expect(territory.find(district)?.parent, name.en).toBe(region)
    }
  })

  test('the context has neighbours, rivers and lakes, and no Ukraine to contradict ours', () => {
    const context = territory.context()
    expect(Object.keys(context.objects)).toEqual(['neighbours', 'rivers', 'lakes'])
    const countries = toFeatures(pack.context).features.map(({ properties }) => properties?.iso_a2)
    expect(countries).toContain('MD')
    expect(countries).not.toContain('UA')
    const russia = toFeatures(pack.context).features.find(({ properties }) => properties?.iso_a2 === 'RU')
    for (const code of ['UA-43', 'UA-40']) {
      expect(inside(territory.find(code)?.labelPoint ?? [], geometryOf(russia ? [{ ...russia, id: 'RU' }] : [], 'RU'))).toBe(false)
    }
  })
})

describe('the denominators', () => {
  test('belong to a region each, and each region has a line', () => {
    const known = new Set([...ofLevel(1), ...ofLevel(2)].map(({ pcode }) => pcode))
    expect(sorted([...pack.denominators.keys()])).toEqual(sorted([...known].map((code) => code ?? '')))
  })

  test('are none where no population is known', () => {
    const none = ofLevel(1).filter(({ denominators }) => denominators.length === 0)
    expect(sorted(none.map(({ code }) => code))).toEqual(['UA-40', 'UA-43'])
    const districts = ofLevel(2).filter(({ denominators, parent }) => denominators.length === 0 && parent !== 'UA-43' && parent !== 'UA-40')
    expect(districts).toEqual([])
  })

  test('are a population, a count of households where there is one with a year, and the estimate', () => {
    expect(territory.find('UA-74')?.denominators).toMatchObject([
      {
        of: 'population',
        value: 959_315,
        kind: 'sourced',
        year: 2022,
        source: expect.stringContaining('State Statistics Service'),
        formula: null,
      },
      { of: 'households', value: 418_000, kind: 'sourced', year: 2021, source: 'http://monitor.cn.ua/ua/economics/88635' },
      {
        of: 'households',
        value: 368_967,
        kind: 'estimated',
        year: 2022,
        formula: expect.stringContaining('÷ 2.6'),
        note: 'before displacement',
      },
    ])
    const counted = ofLevel(1).filter(({ denominators }) => denominators.some(({ of, kind }) => of === 'households' && kind === 'sourced'))
    expect(sorted(counted.map(({ code }) => code))).toEqual(['UA-59', 'UA-74'])
  })

  test('say that they are of before the displacement, and come from no unverified list', () => {
    for (const { denominators } of territory.regions) for (const { note } of denominators) expect(note).toContain('before displacement')
    for (const level of [1, 2]) {
      const file = readFileSync(join('data', 'packs', 'ua', `denominators-adm${level}.csv`), 'utf8')
      expect(file).not.toMatch(/pop_codps|hospital/)
      expect(parse(file, { columns: true })).toHaveLength(level === 1 ? 27 : 138)
    }
  })

  test('the districts of a region add up to it', () => {
    const people = (region: Region) => region.denominators.find(({ of }) => of === 'population')?.value ?? 0
    for (const region of ofLevel(1)) {
      const sum = territory.children(region.code).reduce((total, child) => total + people(child), 0)
      expect(Math.abs(sum - people(region)), region.code).toBeLessThanOrEqual(people(region) * 0.001)
    }
  })
})
