import type { Feature } from 'geojson'
import { describe, expect, test } from 'vitest'
import { coarseOutlines } from '@/lib/regions/outlines'
import { readPack } from '@/lib/regions/pack'
import { loadTerritory } from '@/lib/regions/territory'
import { toFeatures } from '@/lib/regions/topology'
import { Region } from '@/lib/schema/region'
import { inside } from './inside'

const territory = loadTerritory('us')
const pack = readPack('us')
const shapes = (level: 1 | 2, detail: 'web' | 'detailed') => toFeatures(territory.geometry(level, detail)).features
const drawn = { 1: shapes(1, 'web'), 2: shapes(2, 'web') }
const ofLevel = (level: number) => territory.regions.filter((region) => region.inPack && region.level === level)
const sorted = (codes: (string | number | undefined)[]) => [...codes].map(String).sort()
const geometryOf = (all: Feature[], code: string) => all.find(({ id }) => id === code)?.geometry ?? { type: 'Point', coordinates: [] }
const customersIn = (code: string) => territory.find(code)?.denominators.find(({ of }) => of === 'customers')?.value ?? null

/** Falls Church city is smaller than the grid of the boundaries: its ring encloses nothing. */
const closedUp = 'US51610'

describe('the regions of the United States', () => {
  test('are valid and counted: the states, the federal district and five territories, and their counties', () => {
    for (const region of territory.regions) expect(() => Region.parse(region), region.code).not.toThrow()
    expect([0, 1, 2].map((level) => ofLevel(level).length)).toEqual([1, 56, 3231])
    expect(new Set(territory.regions.map(({ code }) => code)).size).toBe(territory.regions.length)
  })

  test('lie in one another by their codes', () => {
    const state = new Map(ofLevel(1).map(({ code, pcode }) => [pcode, code]))
    for (const { code, parent } of ofLevel(2)) expect(parent, code).toBe(state.get(code.slice(0, 4)))
    for (const { code } of ofLevel(1)) expect(territory.children(code).length, code).toBeGreaterThan(0)
  })

  test('have names of states in Ukrainian, and of counties the English ones, told apart by their state', () => {
    for (const { name, code } of ofLevel(1)) expect(name.uk, code).toMatch(/^[А-ЯҐЄІЇа-яґєії’' -]+$/u)
    const names = ofLevel(2).map(({ name }) => name.en)
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([])
  })

  test('go by the clock of their state', () => {
    for (const { zone, parent, code } of ofLevel(2)) expect(zone, code).toBe(territory.find(parent ?? '')?.zone)
    for (const { zone } of territory.regions) expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
    expect(territory.find('US06037')?.zone).toBe('America/Los_Angeles')
    expect(territory.zone).toBe('America/New_York')
  })

  test.each([
    ['Georgia', 'US-GA'],
    ['ga', 'US-GA'],
    ['Джорджія', 'US-GA'],
    ['US13', 'US-GA'],
    ['Washington', 'US-WA'],
    ['Los Angeles', 'US06037'],
    ['Franklin, Virginia', 'US51067'],
    ['Franklin city, Virginia', 'US51620'],
    ['US09001', 'US09001'],
  ])('%s is %s', (text, code) => {
    expect(territory.find(text)?.code).toBe(code)
  })

  test.each(['Franklin', 'Washington County', 'US09110', 'US-XX'])('%s is none of them, or more than one', (text) => {
    expect(territory.find(text)).toBeUndefined()
  })
})

describe('their boundaries', () => {
  test.each([
    [1, 'web'],
    [1, 'detailed'],
    [2, 'web'],
  ] as const)('of level %i, %s: one for each region and one region for each', (level, detail) => {
    expect(sorted(shapes(level, detail).map(({ id }) => id))).toEqual(sorted(ofLevel(level).map(({ code }) => code)))
  })

  test('hold the label of their region', () => {
    for (const region of [...ofLevel(1), ...ofLevel(2)].filter(({ code }) => code !== closedUp)) {
      const geometry = geometryOf(drawn[region.level === 1 ? 1 : 2], region.code)
      expect(inside(region.labelPoint ?? [], geometry), region.code).toBe(true)
    }
  })

  test('lie aside where a map opens without them', () => {
    const aside = drawn[1].filter(({ properties }) => properties?.aside === true).map(({ id }) => id)
    expect(sorted(aside)).toEqual(['US-AK', 'US-AS', 'US-GU', 'US-HI', 'US-MP', 'US-PR', 'US-VI'])
  })

  test('are carried coarsely by what speaks of them, each of them by something', () => {
    const { areas } = coarseOutlines(territory)
    expect(sorted([...areas.keys()])).toEqual(sorted(territory.regions.map(({ code }) => code).filter((code) => code !== closedUp)))
    for (const [code, { coordinates }] of areas) expect(coordinates.length, code).toBeGreaterThan(0)
  })
})

describe('their denominators', () => {
  test('belong to a region each, and each region has a line', () => {
    const known = [...ofLevel(1), ...ofLevel(2)].map(({ pcode }) => pcode ?? '')
    expect(sorted([...pack.denominators.keys()])).toEqual(sorted(known))
  })

  test('are customers with their source and year, and nothing else', () => {
    for (const { denominators, code } of [...ofLevel(1), ...ofLevel(2)]) {
      for (const one of denominators) {
        expect(one, code).toMatchObject({ of: 'customers', kind: 'sourced', formula: null, year: 2022 })
        expect(one.source).toContain('EAGLE-I')
      }
    }
    expect(customersIn('US01001')).toBe(24_619)
    expect(customersIn('US06105')).toBeNull()
  })

  test('of a state are the sum of its counties, and all are the source’s total but for an island', () => {
    for (const { code } of ofLevel(1)) {
      const sum = territory.children(code).reduce((all, child) => all + (customersIn(child.code) ?? 0), 0)
      expect(customersIn(code) ?? 0, code).toBe(sum)
    }
    expect(ofLevel(1).reduce((all, { code }) => all + (customersIn(code) ?? 0), 0)).toBe(154_451_840 - 1)
  })
})
