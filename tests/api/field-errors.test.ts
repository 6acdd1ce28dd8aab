import { expect, it } from 'vitest'
import { fieldErrors } from '@/lib/http/field-errors'
import { exampleIncident } from '@/lib/http/operations'
import { NewIncident } from '@/lib/schema/incident'
import { IncidentQuery, parseQuery } from '@/lib/schema/query'

const [report] = exampleIncident.reports
const [observation] = report?.observations ?? []

it('names the place of every fault of a record in one form', () => {
  const broken = {
    ...exampleIncident,
    extra: 1,
    reports: [{ ...report, source: { ...report?.source, url: 'ftp://x' }, observations: [{ ...observation, value: -5, colour: 'red' }] }],
  }
  const { error } = NewIncident.safeParse(broken)
  const paths = error ? fieldErrors(error, 'unknown').map(({ path }) => path) : []
  expect(paths).toContain('reports[0].observations[0].value')
  expect(paths).toContain('reports[0].observations[0].colour')
  expect(paths).toContain('reports[0].source.url')
  expect(paths).toContain('extra')
})

it('names parameters, and each alternative of one that may be several things', () => {
  const { error } = parseQuery(IncidentQuery, new URLSearchParams('region=UA-12&region=nowhere&asOf=soon&colour=red'))
  const errors = error ? fieldErrors(error, 'unknown') : []
  expect(errors.map(({ path }) => path).sort()).toEqual(['asOf', 'colour', 'region[1]'])
  expect(errors.find(({ path }) => path === 'asOf')?.message).toContain(', or: ')
})
