import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { impactColumns } from '@/lib/export/impact-columns'
import { observationColumns } from '@/lib/export/observation-columns'
import { openApiDocument } from '@/lib/http/openapi'
import { signedArea } from '@/lib/regions/topology'
import { ObservationPage } from '@/lib/schema/answers'
import { Impact, Series } from '@/lib/schema/impact'
import { closeWorld, get, openWorld } from './world'

beforeAll(() => openWorld({ seed: 'records' }))
afterAll(closeWorld)

const day = 'asOf=2026-01-08T16:00:00Z'
const Rows = z.array(z.record(z.string(), z.string()))

async function table(address: string, headers: Record<string, string> = {}) {
  const response = await get(address, headers)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present')
  return { response, rows: Rows.parse(parse(await response.text(), { columns: true })) }
}

const json = async <S extends z.ZodType>(schema: S, address: string) => schema.parse(await (await get(address)).json())
const asNumber = (text: string | undefined) => (text === undefined || text === '' ? null : Number(text))

describe('an impact view as CSV', () => {
  const views = [`${day}`, `${day}&service=health&service=electricity`, 'asOf=2026-01-11', `${day}&standing=stale`, `${day}&level=2`]
  it.each(views)('says what its JSON says: %s', async (view) => {
    const { rows } = await table(`/api/v1/impact?${view}&format=csv`)
    const { data } = await json(Impact, `/api/v1/impact?${view}`)
    expect(rows).toHaveLength(data.length)
    for (const [i, row] of data.entries()) {
      const found = rows[i] ?? {}
      expect(found).toMatchObject({ region: row.region, nameUk: row.name.uk, service: row.service, standing: row.standing })
      for (const name of ['low', 'best', 'high', 'ageHours', 'tier'] as const) expect(asNumber(found[name]), name).toBe(row[name])
      expect(asNumber(found.shareBest)).toBe(row.share?.best ?? null)
      expect(asNumber(found.lastBest)).toBe(row.last?.best ?? null)
      expect(asNumber(found.denominatorValue)).toBe(row.denominator?.value ?? null)
      expect(found.denominatorKind).toBe(row.denominator?.kind ?? '')
      expect(found.asOf).toBe(row.asOf?.time ?? '')
      const urls = found.urls === '' ? [] : (found.urls ?? '').split(' | ')
      expect(new Set(urls)).toEqual(new Set(row.basis.map(({ url }) => url)))
      for (const name of ['publishers', 'statedBy']) expect((found[name] ?? '').split(' | ').length).toBe(Math.max(urls.length, 1))
    }
  })

  it('leaves a cell empty where nothing is known, and never writes 0 for it', async () => {
    const { rows } = await table(`/api/v1/impact?${day}&format=csv`)
    const silent = rows.filter(({ standing }) => standing === 'notReported')
    expect(silent.length).toBeGreaterThan(10)
    for (const row of silent) expect([row.low, row.best, row.high, row.shareBest, row.asOf, row.urls]).toEqual(['', '', '', '', '', ''])
  })

  it('is a file with a name that says what it is', async () => {
    const { response } = await table(`/api/v1/impact?${day}&service=water&format=csv`)
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="outage-ledger_impact_water_2026-01-08T1600Z.csv"')
    expect(response.headers.get('access-control-expose-headers')).toContain('Content-Disposition')
    expect((await get(`/api/v1/impact?${day}`)).headers.get('content-disposition')).toBeNull()
  })

  it('is had by Accept too, format before it', async () => {
    await table(`/api/v1/impact?${day}`, { Accept: 'text/csv' })
    const asked = await get(`/api/v1/impact?${day}&format=json`, { Accept: 'text/csv' })
    expect(asked.headers.get('content-type')).toBe('application/json')
  })
})

const Polygons = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(z.array(z.number()))) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(z.array(z.number())))) }),
])
const Features = z.object({
  features: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.unknown()), geometry: Polygons.nullable() })),
  asOf: z.string(),
  attribution: z.array(z.string()),
})

describe('an impact view as GeoJSON', () => {
  it.each([1, 2])('has each row once with its boundary, outer rings counterclockwise, level %i', async (level) => {
    const address = `/api/v1/impact?${day}&service=electricity&service=water&level=${level}`
    const response = await get(`${address}&format=geojson`)
    expect(response.headers.get('content-type')).toBe('application/geo+json')
    const { features, asOf, attribution } = Features.parse(await response.json())
    const { data } = await json(Impact, address)
    expect(features.map(({ id }) => id)).toEqual(data.map(({ region, service }) => `${region}/${service}`))
    expect(asOf).toBe('2026-01-08T16:00:00.000Z')
    expect(attribution.join()).toContain('OpenStreetMap')
    for (const [i, { properties, geometry }] of features.entries()) {
      expect(Object.keys(properties)).toEqual(impactColumns.map(({ name }) => name))
      expect(properties).toMatchObject({ region: data[i]?.region, best: data[i]?.best ?? null, standing: data[i]?.standing })
      if (geometry === null) throw new Error('every region of the pack has a boundary')
      const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      for (const [outer = [], ...holes] of polygons) {
        expect(outer.at(0)).toEqual(outer.at(-1))
        expect(signedArea(outer)).toBeGreaterThan(0)
        for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0)
      }
    }
  })
})

describe('a series as CSV', () => {
  it('has every bucket of every region, and nothing in a gap', async () => {
    const address = '/api/v1/series?from=2026-01-05&to=2026-01-14&step=day&region=UA-12&region=UA-23'
    const { rows, response } = await table(`${address}&format=csv`)
    const { buckets } = await json(Series, address)
    expect(rows).toHaveLength(buckets.length * 2)
    expect(response.headers.get('content-disposition')).toContain('outage-ledger_series_electricity_day_')
    for (const { start, regions } of buckets) {
      for (const [region, point] of Object.entries(regions)) {
        const found = rows.find((row) => row.start === start && row.region === region) ?? {}
        expect(found).toMatchObject({ standing: point.standing, hoursCovered: String(point.hoursCovered), unit: point.unit ?? '' })
        for (const name of ['low', 'best', 'high', 'peak'] as const) expect(asNumber(found[name]), name).toBe(point[name])
      }
    }
    const gaps = rows.filter(({ standing }) => standing === 'stale' || standing === 'notReported')
    expect(gaps.length).toBeGreaterThan(0)
    for (const gap of gaps) expect([gap.low, gap.best, gap.high]).toEqual(['', '', ''])
  })

  it('is not to be had as GeoJSON', async () => {
    expect((await get('/api/v1/series?format=geojson')).status).toBe(406)
  })
})

describe('lists as CSV', () => {
  it('give every statement of a page, and the address of the next one', async () => {
    const { rows, response } = await table('/api/v1/observations?limit=40&format=csv')
    const { data } = await json(ObservationPage, '/api/v1/observations?limit=40')
    expect(rows.map(({ id }) => id)).toEqual(data.map(({ id }) => id))
    expect(rows.map(({ value }) => asNumber(value))).toEqual(data.map(({ value }) => value))
    expect(Object.keys(rows[0] ?? {})).toEqual(observationColumns.map(({ name }) => name))
    const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1] ?? ''
    expect(new URL(next, 'http://x').searchParams.get('format')).toBe('csv')
    expect((await table(next)).rows).toHaveLength(40)
  })

  it('give one incident a row', async () => {
    const { rows } = await table('/api/v1/incidents?limit=1000&format=csv')
    expect(rows.length).toBeGreaterThan(30)
    for (const { title, start, startPrecision } of rows) expect([title, start, startPrecision]).not.toContain('')
  })
})

describe('the document', () => {
  it('tells every column of every table', () => {
    const said = JSON.stringify(openApiDocument().paths?.['/api/v1/impact']?.get?.responses)
    for (const { name, says } of impactColumns) expect(said).toContain(JSON.stringify(`${name} (${says})`).slice(1, -1))
  })
})
