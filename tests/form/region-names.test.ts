import { describe, expect, it } from 'vitest'
import { offeredRegions } from '@/app/[locale]/report/offered-regions'
import { withToggled } from '@/app/[locale]/report/region-labels'
import { namesListed, regionChoices, regionFinder, regionsLike } from '@/lib/form/region-names'
import { loadTerritory } from '@/lib/regions/territory'

const american = regionChoices(loadTerritory('us').regions)
const find = regionFinder(american)
const ukrainian = regionChoices(loadTerritory('ua').regions)
const findUkrainian = regionFinder(ukrainian)

describe('a county as people write it', () => {
  it.each([
    ['Harris, Texas', 'US48201'],
    ['harris county, texas', 'US48201'],
    ['Harris County, TX', 'US48201'],
    ['Washington, Oregon', 'US41067'],
    ['Washington, OR', 'US41067'],
    ['Texas', 'US-TX'],
    ['US48201', 'US48201'],
  ])('%s is found', (text, code) => expect(find(text)).toBe(code))

  it.each(['Lincoln', 'Washington County', 'Harris, Oregon', 'Nowhere, Texas'])('%s is none, or several', (text) =>
    expect(find(text)).toBeUndefined(),
  )
})

describe('names in a list', () => {
  it.each([
    ['Harris, Texas', ['Harris, Texas']],
    ['Harris, Texas, Ohio', ['Harris, Texas', 'Ohio']],
    ['Texas, Ohio', ['Texas', 'Ohio']],
    ['Texas; Harris, Texas', ['Texas', 'Harris, Texas']],
    ['Mars, Venus', ['Mars', 'Venus']],
  ])('%s', (text, names) => expect(namesListed(text, find)).toEqual(names))

  it.each([
    ['Kharkiv, Sumy', ['Kharkiv', 'Sumy']],
    ['Kharkiv, Kharkiv oblast', ['Kharkiv', 'Kharkiv oblast']],
    ['Київ, Харківська', ['Київ', 'Харківська']],
  ])('%s are as many in Ukraine', (text, names) => expect(namesListed(text, findUkrainian)).toEqual(names))
})

it('a region pressed on the map is added so that the list reads as what was pressed', () => {
  const regions = { choices: american, find }
  const both = withToggled('Washington', 'US-OR', regions, 'en')
  expect(both).toBe('Washington; Oregon')
  expect(namesListed(both, find).map(find)).toEqual(['US-WA', 'US-OR'])
  expect(withToggled('Harris, Texas', 'US-OH', regions, 'en')).toBe('Harris, Texas; Ohio')
  expect(withToggled('Texas', 'US-OH', regions, 'en')).toBe('Texas, Ohio')
})

it('regions are suggested by the beginnings of their words, the exact one first', () => {
  expect(regionsLike(american, 'harris tex', 20).map(({ code }) => code)).toEqual(['US48201', 'US48203'])
  expect(regionsLike(american, 'Washington, OR', 20)[0]?.code).toBe('US41067')
  expect(regionsLike(american, 'washington', 20)[0]?.code).toBe('US-WA')
  expect(regionsLike(american, 'washington', 20)).toHaveLength(20)
  expect(regionsLike(american, ' ', 20)).toEqual([])
})

it('a form comes with every region where they are few, else with the larger ones and those it names', () => {
  const figure = { service: '', what: '', quantity: '', unit: '', region: 'Harris, Texas', place: '', words: '' }
  const offered = offeredRegions(loadTerritory('us').regions, { figures: [figure] })
  expect(offered.more).toBe(true)
  expect(offered.choices.filter(({ level }) => level === 2).map(({ code }) => code)).toEqual(['US48201'])
  expect(offeredRegions(loadTerritory('ua').regions, { figures: [figure] })).toEqual({ choices: ukrainian, more: false })
})
