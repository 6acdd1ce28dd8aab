import { describe, expect, it } from 'vitest'
import { type Format, negotiate } from '@/lib/http/negotiate'
import { ServiceError } from '@/lib/service/errors'

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'

const cases: [offered: [Format, ...Format[]], asked: string | undefined, accept: string | null, expected: Format | 'refused'][] = [
  [['json'], undefined, null, 'json'],
  [['json'], undefined, '*/*', 'json'],
  [['json'], undefined, browser, 'json'],
  [['json'], undefined, 'application/*', 'json'],
  [['json'], undefined, 'APPLICATION/JSON; charset=utf-8', 'json'],
  [['json'], undefined, 'text/csv', 'refused'],
  [['json'], undefined, 'application/geo+json', 'refused'],
  [['json'], undefined, 'application/json;q=0, */*', 'refused'],
  [['json'], 'csv', 'application/json', 'refused'],
  [['json'], 'json', 'text/csv', 'json'],
  [['json', 'csv'], undefined, 'text/csv, application/json;q=0.5', 'csv'],
  [['json', 'csv'], undefined, 'text/csv;q=0.4, application/json;q=0.5', 'json'],
  [['json', 'csv'], undefined, 'text/*, */*;q=0.1', 'csv'],
  [['json', 'geojson'], undefined, 'application/json', 'json'],
  [['json', 'geojson'], undefined, 'application/geo+json, application/json;q=0.9', 'geojson'],
  [['geojson', 'topojson'], undefined, 'application/json', 'geojson'],
  [['geojson', 'topojson'], 'topojson', null, 'topojson'],
]

describe('the format of an answer', () => {
  it.each(cases)('of %j, with format=%s and Accept %j, is %s', (offered, asked, accept, expected) => {
    const choose = () => negotiate(offered, asked, accept)
    if (expected === 'refused') expect(choose).toThrow(ServiceError)
    else expect(choose()).toBe(expected)
  })
})
