import { describe, expect, it } from 'vitest'
import { NewIncident } from '@/lib/schema/incident'
import { NewObservation } from '@/lib/schema/observation'

const observation = {
  regions: ['UA-12'],
  service: 'electricity',
  measure: 'without',
  unit: 'households',
  value: 600_000,
  qualifier: 'about',
  state: 'out',
}
const incident = {
  title: 'Strike on the energy system, Dnipropetrovsk',
  kind: 'strike',
  start: { time: '2026-01-07T20:00:00Z', precision: 'hour' },
  reports: [
    {
      source: { publisher: 'The Moscow Times / AFP', statedBy: 'DTEK', tier: 2, url: 'https://www.themoscowtimes.com/' },
      publishedAt: '2026-01-08T00:00:00Z',
      asOf: { time: '2026-01-08T00:00:00Z', precision: 'day' },
      quote: 'About 600,000 households …',
      observations: [observation],
    },
  ],
}

const pathsOf = (
  schema: { safeParse(input: unknown): { error?: { issues: { path: PropertyKey[]; keys?: string[] }[] } | undefined } },
  input: unknown,
) => schema.safeParse(input).error?.issues.map((issue) => [...issue.path, ...(issue.keys ?? [])].join('.')) ?? []

describe('an observation', () => {
  it.each<[string, object, string[]]>([
    ['as it should be', {}, []],
    ['with a negative count', { value: -1 }, ['value']],
    ['with a value and a range', { min: 1, max: 2 }, ['value', 'qualifier']],
    ['with a range upside down', { value: null, qualifier: 'range', min: 9, max: 2 }, ['max']],
    ['with half a range', { value: null, qualifier: 'range', min: 9 }, ['min']],
    ['with a number and no unit', { unit: null }, ['unit']],
    ['with a vague number', { qualifier: 'vague' }, ['qualifier']],
    ['with a part of a household', { value: 600_000.5 }, ['value']],
    ['with a part of a percent', { unit: 'percent', value: 12.5 }, []],
    ['with more than everybody', { unit: 'percent', value: 101 }, ['value']],
    ['with megawatts of people', { unit: 'megawatts' }, ['measure']],
    ['with a region twice', { regions: ['UA-12', 'UA-12'] }, ['regions']],
    ['with no region', { regions: [] }, ['regions']],
    ['with coordinates, for which there is no field', { lat: 48.46 }, ['lat']],
  ])('%s', (_what, change, paths) => {
    expect(pathsOf(NewObservation, { ...observation, ...change })).toEqual(paths)
  })
})

describe('an incident', () => {
  it.each<[string, unknown, string[]]>([
    ['as in the contract', incident, []],
    ['with a plain day', { ...incident, start: { time: '2026-01-07', precision: 'day' } }, []],
    ['with an hour that is only a day', { ...incident, start: { time: '2026-01-07', precision: 'hour' } }, ['start.time']],
    ['with a day that is only a month', { ...incident, start: { time: '2026-01', precision: 'day' } }, ['start.time']],
    ['without a report', { ...incident, reports: [] }, ['reports']],
    [
      'with a source that is no web address',
      { ...incident, reports: [{ ...incident.reports[0], source: { ...incident.reports[0]?.source, url: 'javascript:alert(1)' } }] },
      ['reports.0.source.url'],
    ],
    [
      'with a source whose address holds a password',
      { ...incident, reports: [{ ...incident.reports[0], source: { ...incident.reports[0]?.source, url: 'https://desk:key@dtek.com/' } }] },
      ['reports.0.source.url'],
    ],
    [
      'with a source whose address holds a sign that is no password',
      { ...incident, reports: [{ ...incident.reports[0], source: { ...incident.reports[0]?.source, url: 'https://t.me/s/@dtek?a=b@c' } }] },
      [],
    ],
    ['with a field nobody knows', { ...incident, severity: 5 }, ['severity']],
    ['that is a list', [incident], ['']],
  ])('%s', (_what, input, paths) => {
    expect(pathsOf(NewIncident, input)).toEqual(paths)
  })
})
