import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { IncidentPage, InReview, ObservationPage } from '@/lib/schema/answers'
import { Impact, type RegionImpact } from '@/lib/schema/impact'
import { IncidentDetail } from '@/lib/schema/incident'
import { Report } from '@/lib/schema/report'
import { asEditor, closeWorld, get, openWorld, post } from './world'

beforeAll(() => openWorld({ seed: 'records' }))
afterAll(closeWorld)

let made = 0
let body = exampleIncident

// Each test's record has an address and a title of its own, so that none is another's duplicate.
beforeEach(() => {
  made += 1
  const source = { ...exampleReport.source, publisher: `Newsroom ${made}`, url: `https://news.example.org/${made}` }
  body = { ...exampleIncident, title: `Written by a test, ${made}`, reports: [{ ...exampleReport, source }] }
})

async function regionAt(query: string, code: string): Promise<RegionImpact> {
  const response = await get(`/api/v1/impact?${query}`)
  expect(response.status).toBe(200)
  const found = Impact.parse(await response.json()).data.find(({ region }) => region === code)
  if (!found) throw new Error(`${code} is not in impact?${query}`)
  return found
}
const dnipropetrovsk = () => regionAt('asOf=2026-01-08T18:00:00Z&service=electricity&unit=connections', 'UA-12')

/** Whether a text is anywhere a reader can look. */
async function isVisible(text: string, id: string): Promise<boolean> {
  const addresses = ['/api/v1/incidents?limit=1000', '/api/v1/observations?limit=1000', '/api/v1/impact?asOf=2026-01-08T18:00:00Z']
  const texts = await Promise.all(addresses.map(async (address) => (await get(address)).text()))
  return texts.some((answer) => answer.includes(text) || answer.includes(id)) || (await get(`/api/v1/incidents/${id}`)).status === 200
}

describe('an editor', () => {
  it('publishes at once: 201, its address, and its figures in impact', async () => {
    const before = await dnipropetrovsk()
    const response = await post('/api/v1/incidents', body, asEditor)
    expect(response.status).toBe(201)
    const incident = IncidentDetail.parse(await response.json())
    expect(response.headers.get('location')).toBe(`/api/v1/incidents/${incident.id}`)
    expect(incident.reports[0]?.observations.map(({ value }) => value)).toEqual([600_000, null])

    const read = await get(response.headers.get('location') ?? '')
    expect(IncidentDetail.parse(await read.json())).toEqual(incident)

    const after = await dnipropetrovsk()
    expect(after).toMatchObject({ standing: 'reported', low: 600_000, best: 600_000, high: 800_000 })
    const publishers = after.basis.map(({ publisher }) => publisher)
    expect(publishers).toEqual(expect.arrayContaining([`Newsroom ${made}`, 'The Moscow Times / AFP']))
    expect(after.basis.length).toBeGreaterThan(before.basis.length)

    const health = await regionAt('asOf=2026-01-08T18:00:00Z&service=health', 'UA-12')
    expect(health.basis.map(({ publisher }) => publisher)).toContain(`Newsroom ${made}`)
  })

  it('is told of a likely duplicate, and may insist', async () => {
    const first = await post('/api/v1/incidents', exampleIncident, asEditor)
    expect(first.status).toBe(409)
    const insisted = await post('/api/v1/incidents?allowDuplicate=true', exampleIncident, asEditor)
    expect(insisted.status).toBe(201)
  })

  it('gets the first answer for a repeated key, and nothing is written twice', async () => {
    const headers = { ...asEditor, 'Idempotency-Key': `key-${made}` }
    const [first, second] = [await post('/api/v1/incidents', body, headers), await post('/api/v1/incidents', body, headers)]
    expect([first.status, second.status]).toEqual([201, 201])
    expect(await second.json()).toEqual(await first.json())
    const { total } = IncidentPage.parse(await (await get(`/api/v1/incidents?q=${encodeURIComponent(body.title)}`)).json())
    expect(total).toBe(1)
  })

  it('adds a restoration to an incident', async () => {
    const { id } = IncidentDetail.parse(await (await post('/api/v1/incidents', body, asEditor)).json())
    const restored = {
      ...body.reports[0],
      asOf: { time: '2026-01-09', precision: 'day' },
      observations: [{ regions: ['UA-12'], service: 'electricity', measure: 'without', qualifier: 'vague', state: 'restored' }],
    }
    const response = await post(`/api/v1/incidents/${id}/reports`, restored, asEditor)
    expect(response.status).toBe(201)
    expect(response.headers.get('location')).toBe(`/api/v1/incidents/${id}`)
    const report = Report.parse(await response.json())
    const incident = IncidentDetail.parse(await (await get(`/api/v1/incidents/${id}`)).json())
    expect(incident.reports.map((each) => each.id)).toContain(report.id)
    expect(incident.reportCount).toBe(2)
  })

  it('reads a plain day in the zone of the region', async () => {
    const response = await post('/api/v1/incidents', { ...body, start: { time: '2026-01-07T22:30:00Z', precision: 'day' } }, asEditor)
    expect(IncidentDetail.parse(await response.json()).start).toEqual({ time: '2026-01-08', precision: 'day' })
  })
})

describe('anyone else', () => {
  it('is kept waiting: 202, and nobody sees it', async () => {
    const before = await dnipropetrovsk()
    const response = await post('/api/v1/incidents', body)
    expect(response.status).toBe(202)
    const { id, reasons } = InReview.parse(await response.json())
    expect(reasons).toContain('contributor')
    expect(await isVisible(body.title, id)).toBe(false)
    expect(await isVisible(`Newsroom ${made}`, id)).toBe(false)
    expect(await dnipropetrovsk()).toEqual(before)
  })

  it('may add to a public incident, unseen', async () => {
    const { id } = IncidentDetail.parse(await (await post('/api/v1/incidents', body, asEditor)).json())
    const source = { ...exampleReport.source, publisher: `A quiet hand ${made}` }
    const response = await post(`/api/v1/incidents/${id}/reports`, { ...exampleReport, source })
    expect(response.status).toBe(202)
    const text = await (await get(`/api/v1/incidents/${id}`)).text()
    expect(text).not.toContain('A quiet hand')
    const rows = ObservationPage.parse(await (await get('/api/v1/observations?q=quiet')).json())
    expect(rows.total).toBe(0)
  })
})

describe('words that need a look', () => {
  it('wait for an editor even from one, with the reason', async () => {
    const response = await post('/api/v1/incidents', { ...body, title: `Coordinates 48.4647, 35.0462 hit ${made}` }, asEditor)
    expect(response.status).toBe(202)
    expect(InReview.parse(await response.json()).reasons.length).toBeGreaterThan(0)
  })
})
