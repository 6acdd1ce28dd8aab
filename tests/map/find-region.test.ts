import { expect, it } from 'vitest'
import { findRegion } from '@/app/_map/find-region'
import { loadTerritory } from '@/lib/regions/territory'

/** As a map names them: a county with its state, for its own name is that of others. */
const areasOf = (code: 'ua' | 'us') =>
  loadTerritory(code)
    .regions.filter(({ level }) => level > 0)
    .map(({ code: own, level, name, shortName }) => ({ code: own, shortName: code === 'us' && level === 2 ? name : shortName }))

it.each([
  ['us', 'Harris', 'US48201'],
  ['us', 'harris, texas', 'US48201'],
  ['us', 'Harris County', 'US48201'],
  ['us', 'Harris  county, Texas', 'US48201'],
  ['us', 'Техас', 'US-TX'],
  ['us', 'штат Техас', 'US-TX'],
  ['us', 'Miami-D', 'US12086'],
  ['ua', ' ХАРКІВСЬКА', 'UA-63'],
  ['ua', 'Харківська область', 'UA-63'],
  ['ua', 'Kharkiv oblast', 'UA-63'],
  ['ua', 'Київська обл.', 'UA-32'],
  ['ua', 'м. Київ', 'UA-30'],
  ['ua', 'UA-12', 'UA-12'],
  ['ua', 'петров', 'UA-12'],
] as const)('in %s “%s” is %s', (territory, text, code) => {
  expect(findRegion(text, areasOf(territory))?.code).toBe(code)
})

it.each(['', ' ', 'Atlantis'])('“%s” is no region', (text) => {
  expect(findRegion(text, areasOf('ua'))).toBeNull()
})
