import { describe, expect, it } from 'vitest'
import { areas, catalogue } from '@/lib/i18n/catalogue'
import { locales } from '@/lib/i18n/locale'
import { inAmericanWords } from '@/lib/i18n/territory-words'

function* textsIn(tree: object, path = ''): Generator<[string, string]> {
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === 'string') yield [`${path}${name}`, value]
    else yield* textsIn(value, `${path}${name}.`)
  }
}

/** Areas whose words are of the project as a whole, or are never shown of another territory. */
const ofUkraine = /^(region\.occupied|method\.|paste\.hint|report\.control|form\.language)/

describe.each(locales)('messages of the United States, %s', (locale) => {
  const ours = new Map(textsIn(catalogue[locale]))
  const theirs = new Map(textsIn(inAmericanWords(catalogue[locale], locale)))

  it('are the same messages', () => {
    expect([...theirs.keys()]).toEqual([...ours.keys()])
    expect(Object.keys(areas).length).toBeGreaterThan(20)
  })

  it('speak of no place, clock, area or source of Ukraine', () => {
    const foreign =
      /Kyiv|Києв|київськ|oblast|raion|district|Ukrain|Україн|район|област|OpenStreetMap|GeoNames|State Statistics|Держстат|UA-/i
    const left = [...theirs].filter(([path, text]) => !ofUkraine.test(path) && foreign.test(text.replace(/\{\w+\}/g, '')))
    expect(left).toEqual([])
  })

  it('agree with the state that they speak of', () => {
    const unfit = /(?<!\p{L})(цю|ту|ця|та|яку|яка|яку|кожна|кожну|жодна|жодну|уся|усю|цієї|тієї|цій|якій|одна|одну) штат/iu
    expect([...theirs].filter(([path, text]) => !ofUkraine.test(path) && unfit.test(text))).toEqual([])
  })

  it('take no variable that theirs has not', () => {
    const variables = (text: string) => new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))
    for (const [path, text] of theirs) for (const name of variables(text)) expect(variables(ours.get(path) ?? ''), path).toContain(name)
  })

  it('are refused where one is replaced that is not there', () => {
    expect(() => inAmericanWords({ shell: {} }, locale)).toThrow('is no message')
  })
})
