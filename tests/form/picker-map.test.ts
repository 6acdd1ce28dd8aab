import { describe, expect, test } from 'vitest'
import { type Direction, neighbourOf } from '@/app/[locale]/report/picker-map'
import { regionCodes, withToggled } from '@/app/[locale]/report/region-labels'
import { regionChoices, regionFinder } from '@/lib/form/region-names'
import { loadTerritory } from '@/lib/regions/territory'

const at = (code: string, x: number, y: number) => ({ code, path: '', at: [x, y] as const, isSmall: false })
const regions = [at('west', 0, 50), at('middle', 50, 50), at('east', 100, 45), at('north', 55, 0), at('far-north', 60, -60)]

describe('the way by arrows', () => {
  test.each<[string, Direction, string]>([
    ['middle', 'ArrowLeft', 'west'],
    ['middle', 'ArrowRight', 'east'],
    ['middle', 'ArrowUp', 'north'],
    ['north', 'ArrowUp', 'far-north'],
    ['middle', 'ArrowDown', 'middle'],
    ['west', 'ArrowRight', 'middle'],
    ['nowhere', 'ArrowRight', 'nowhere'],
  ])('from %s by %s to %s', (from, direction, to) => expect(neighbourOf({ regions }, from, direction)).toBe(to))
})

describe('a region pressed on the map', () => {
  const choices = regionChoices(loadTerritory('ua').regions)
  const form = { choices, find: regionFinder(choices) }

  test.each([
    ['', 'UA-12', 'Dnipropetrovsk region'],
    ['Lviv', 'UA-12', 'Lviv, Dnipropetrovsk region'],
    ['Lviv; Дніпропетровщина', 'UA-12', 'Lviv'],
    ['UA-12', 'UA-12', ''],
    ['Atlantis, Lviv region', 'UA-46', 'Atlantis'],
  ])('%j and %s: %j', (text, code, written) => expect(withToggled(text, code, form, 'en')).toBe(written))

  test('every region goes in and out again, in both languages', () => {
    for (const { code } of choices.filter(({ level }) => level === 1))
      for (const locale of ['en', 'uk'] as const) {
        const added = withToggled('Moldova', code, form, locale)
        expect(regionCodes(added, form)).toEqual(['MD', code])
        expect(withToggled(added, code, form, locale)).toBe('Moldova')
      }
  })
})
