import { parse } from 'csv-parse/sync'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { impactTable } from '@/lib/export/impact-columns'
import { incidentTable } from '@/lib/export/incident-columns'
import { observationTable } from '@/lib/export/observation-columns'
import { openApiDocument } from '@/lib/http/openapi'
import { unescapeFormula } from '@/lib/ingest/table-cells'
import { signedArea } from '@/lib/regions/topology'
import { ObservationPage } from '@/lib/schema/answers'
import { Impact, Series } from '@/lib/schema/impact'
import { closeWorld, get, openWorld, send } from './world'

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

/** The rows of a Parquet file, as another program reads them. */
async function parquetRows(response: Response): Promise<Record<string, unknown>[]> {
  expect(response.status).toBe(200)
  return parquetReadObjects({ file: await response.arrayBuffer() })
}

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
  asOf: z.string().nullable(),
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
      expect(Object.keys(properties)).toEqual(impactTable.columns.map(({ name }) => name))
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
})

describe('a list in a format to keep', () => {
  const lists = [
    ['observations', observationTable],
    ['incidents', incidentTable],
  ] as const
  const filters = ['', 'region=UA-12&service=electricity', 'tier=1&from=2026-01-01', 'q=DTEK&kind=strike', 'knownAt=2020-01-01']
  const asked = lists.flatMap(([list]) => filters.map((filter) => [list, filter] as const))

  /** Every row of a list by its pages of JSON. */
  async function paged(address: string): Promise<Record<string, unknown>[]> {
    const { data, next } = z
      .object({ data: z.array(z.record(z.string(), z.unknown())), next: z.string().nullable() })
      .parse(await (await get(address)).json())
    return next === null ? data : [...data, ...(await paged(`${address.replace(/&cursor=.*/, '')}&cursor=${next}`))]
  }

  it.each(asked)('is the whole of it, row by row as in the pages: %s %s', async (list, filter) => {
    const { rows, response } = await table(`/api/v1/${list}?${filter}&format=csv`)
    const all = await paged(`/api/v1/${list}?${filter}&limit=700`)
    expect(response.headers.get('link')).toBeNull()
    expect(rows.map(({ id, report }) => [id, report])).toEqual(all.map(({ id, report }) => [id, report]))
    const { features } = Features.parse(await (await get(`/api/v1/${list}?${filter}&format=geojson`)).json())
    expect(features.map(({ properties }) => properties.id)).toEqual(all.map(({ id }) => id))
    const parquet = await parquetRows(await get(`/api/v1/${list}?${filter}&format=parquet`))
    expect(parquet.map(({ id }) => id)).toEqual(all.map(({ id }) => id))
  })

  it.each(lists)('says in Parquet and GeoJSON what it says in CSV: %s', async (list, { columns }) => {
    const { rows } = await table(`/api/v1/${list}?region=UA-12&format=csv`)
    const parquet = await parquetRows(await get(`/api/v1/${list}?region=UA-12&format=parquet`))
    const { features } = Features.parse(await (await get(`/api/v1/${list}?region=UA-12&format=geojson`)).json())
    expect(rows.length).toBeGreaterThan(10)
    const said = (value: unknown): string => {
      if (Array.isArray(value)) return value.join(' | ')
      return value instanceof Date ? value.toISOString() : value === null || value === undefined ? '' : String(value)
    }
    for (const [i, row] of rows.entries()) {
      for (const { name } of columns) {
        const found = unescapeFormula(row[name] ?? '')
        expect(said(parquet[i]?.[name]), name).toBe(found)
        expect(said(features[i]?.properties[name]), name).toBe(found)
      }
    }
  })

  it('draws a figure for several regions as one area, and one for a country nowhere', async () => {
    const { features } = Features.parse(await (await get('/api/v1/observations?format=geojson')).json())
    const several = features.filter(({ properties: { regions } }) => Array.isArray(regions) && regions.length > 1)
    const whole = features.filter(({ properties: { regions } }) => Array.isArray(regions) && regions.join() === 'UA')
    expect(several.length).toBeGreaterThan(0)
    expect(whole.length).toBeGreaterThan(0)
    for (const { geometry } of whole) expect(geometry).toBeNull()
    expect(several.some(({ geometry }) => geometry !== null)).toBe(true)
    for (const { geometry } of features) {
      const polygons = geometry === null ? [] : geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
      for (const [outer = [], ...holes] of polygons) {
        expect(outer.at(0)).toEqual(outer.at(-1))
        expect(signedArea(outer)).toBeGreaterThan(0)
        for (const hole of holes) expect(signedArea(hole)).toBeLessThan(0)
      }
    }
  })

  it.each(['csv', 'geojson', 'parquet'])(
    'has a tag before it has been read, the same for HEAD, and needs no second sending: %s',
    async (format) => {
      for (const address of [`/api/v1/observations?region=UA-12&format=${format}`, `/api/v1/incidents?${day}&format=${format}`]) {
        const first = await get(address)
        const tag = first.headers.get('etag') ?? ''
        await first.body?.cancel()
        const head = await send(address, { method: 'HEAD' })
        expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, tag, ''])
        const again = await get(address, { 'If-None-Match': tag })
        expect([again.status, await again.text()]).toEqual([304, ''])
        const other = await get(address.replace('?', '?service=water&'), { 'If-None-Match': tag })
        expect(other.status).toBe(200)
        await other.body?.cancel()
      }
    },
  )

  it('has another tag when time alone changes what it says, and the same one while nothing does', async () => {
    const tagOf = async (address: string) => (await send(address, { method: 'HEAD' })).headers.get('etag')
    vi.useFakeTimers({ now: Date.parse('2027-01-08T16:00:10Z'), toFake: ['Date'] })
    try {
      const tags = async () => [await tagOf('/api/v1/incidents?format=csv'), await tagOf('/api/v1/observations?format=csv')]
      const before = await tags()
      vi.setSystemTime(Date.parse('2027-01-08T16:59:50Z'))
      expect(await tags()).toEqual(before)
      vi.setSystemTime(Date.parse('2027-01-08T17:00:10Z'))
      expect(await tags()).toEqual([expect.not.stringMatching(before[0] ?? ''), before[1]])
      vi.setSystemTime(Date.parse('2027-01-12T16:00:50Z'))
      const after = await tags()
      expect(after[0]).not.toBe(before[0])
      expect(after[1]).toBe(before[1])
    } finally {
      vi.useRealTimers()
    }
  })

  it('has a name that tells what was asked', async () => {
    const named = async (address: string) => (await send(address, { method: 'HEAD' })).headers.get('content-disposition')
    expect(await named(`/api/v1/observations?${day}&service=water&region=UA-12&format=parquet`)).toBe(
      'attachment; filename="outage-ledger_observations_water_UA-12_2026-01-08T1600Z.parquet"',
    )
    expect(await named(`/api/v1/incidents?${day}&format=geojson`)).toBe(
      'inline; filename="outage-ledger_incidents_2026-01-08T1600Z.geojson"',
    )
  })

  it('refuses what cannot be read before a byte is sent', async () => {
    const refused = await get('/api/v1/observations?standing=stale&format=parquet')
    expect([refused.status, refused.headers.get('content-type')]).toEqual([400, 'application/problem+json'])
  })

  it('is had by Accept too', async () => {
    const response = await get('/api/v1/observations?region=UA-12', { Accept: 'application/vnd.apache.parquet' })
    expect(response.headers.get('content-type')).toBe('application/vnd.apache.parquet')
    expect((await parquetRows(response)).length).toBeGreaterThan(20)
  })
})

describe('a series in every format', () => {
  it('has a feature and a row for each bucket of each region', async () => {
    const address = '/api/v1/series?from=2026-01-05&to=2026-01-14&step=day&region=UA-12&region=UA-23'
    const { rows } = await table(`${address}&format=csv`)
    const { features } = Features.parse(await (await get(`${address}&format=geojson`)).json())
    const parquet = await parquetRows(await get(`${address}&format=parquet`))
    expect(features.map(({ id }) => id)).toEqual(rows.map(({ region, start }) => `${region}/${start}`))
    expect(parquet.map(({ start, best }) => [start, best])).toEqual(rows.map(({ start, best }) => [new Date(start ?? ''), asNumber(best)]))
    expect(features.every(({ geometry }) => geometry !== null)).toBe(true)
  })
})

describe('lists as CSV', () => {
  it('give every statement of a page, and the address of the next one', async () => {
    const { rows, response } = await table('/api/v1/observations?limit=40&format=csv')
    const { data } = await json(ObservationPage, '/api/v1/observations?limit=40')
    expect(rows.map(({ id }) => id)).toEqual(data.map(({ id }) => id))
    expect(rows.map(({ value }) => asNumber(value))).toEqual(data.map(({ value }) => value))
    expect(Object.keys(rows[0] ?? {})).toEqual(observationTable.columns.map(({ name }) => name))
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
    for (const { name, says } of impactTable.columns) expect(said).toContain(JSON.stringify(`${name} (${says})`).slice(1, -1))
  })
})
