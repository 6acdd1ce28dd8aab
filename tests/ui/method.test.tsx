import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ruleSection } from '@/app/_ui/rule-section'
import { Section } from '@/app/[locale]/method/section'
import { groups } from '@/app/[locale]/method/sections'
import type { Told } from '@/app/[locale]/method/told'
import { areas } from '@/lib/i18n/catalogue'
import { type Locale, locales } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import { levelFrom } from '@/lib/impact/level'
import { readingCadences, restoredDays, shelfLife, shelfLives, staleDays } from '@/lib/impact/shelf-life'
import { basisRules } from '@/lib/schema/impact'
import { kinds, services } from '@/lib/schema/vocabulary'
import { closeProcessStore, context } from '@/lib/service/context'
import { getMethod } from '@/lib/service/get-method'
import { closeWorld, openWorld } from '../api/world'

const sections = Object.values(groups).flat()

async function toldIn(locale: Locale): Promise<Told> {
  const ctx = await context()
  const regions = new Map(ctx.territory.regions.map((region) => [region.code, region]))
  return { method: await getMethod(ctx), reading: { locale, regions, zone: ctx.territory.zone, asOf: ctx.clock() } }
}

/** What a reader sees of one section: its text, the signs between tags gone. */
const textOf = (id: (typeof sections)[number], told: Told): string =>
  renderToStaticMarkup(<Section id={id} told={told} />)
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;/g, '’')
    .replace(/\s+/g, ' ')

describe('the method page of the shipped records', () => {
  beforeAll(() => openWorld({ seed: 'records' }))
  afterAll(closeWorld)

  test.each(locales)('shows every shelf life as the rule has it, with its reason: %s', async (locale) => {
    const text = textOf('shelf-lives', await toldIn(locale))
    const t = translator(locale, 'method')
    const w = translator(locale, 'words')
    for (const service of services) {
      const line = `${w(`service.${service}`)} ${t('hours', { count: shelfLives[service].hours })} ${t(`reason.${service}`)}`
      expect(text).toContain(line)
    }
    expect(text).toContain(t('hours', { count: shelfLife('electricity', 'limited').hours }))
    expect(text).toContain(`${t('readingService')} ${t('readingHolds', { count: readingCadences })} ${t('reason.reading')}`)
    expect(text).toContain(` ${staleDays} `)
    expect(textOf('restored', await toldIn(locale))).toContain(` ${restoredDays} `)
  })

  test('gives the reasons in the words of the rule', () => {
    for (const service of services) expect(areas.method.en.reason[service]).toBe(shelfLives[service].reason)
    expect(areas.method.en.reason.limited).toBe(shelfLife('water', 'limited').reason)
  })

  test.each(locales)('shows the thresholds, the divisor and the hold as they are: %s', async (locale) => {
    const told = await toldIn(locale)
    const t = translator(locale, 'method')
    const number = new Intl.NumberFormat(locale)
    const level = textOf('level', told)
    for (const { level: name, serviceDays } of levelFrom.filter((step) => step.serviceDays > 0)) {
      expect(level).toContain(`${name} ${t('levelAtLeast', { days: number.format(serviceDays) })}`)
    }
    const { counts, policy } = told.method
    const { holdHours } = policy
    expect(textOf('share', told)).toContain(`÷ ${number.format(counts.estimate?.personsPerHousehold ?? 0)} `)
    expect(textOf('share', told)).toContain(String(counts.estimate?.year))
    const guard = textOf('guard', told)
    const w = translator(locale, 'words')
    for (const kind of kinds) {
      const held = holdHours[kind] === 0 ? t('holdNone') : t('hours', { count: holdHours[kind] })
      expect(guard).toContain(`${w(`kind.${kind}`)} ${held}`)
    }
    for (const { rule, on } of policy.lint) {
      expect(on).toBe(true)
      expect(guard).toContain(t(`lint.${rule}`, { listed: policy.listedNames, own: 0 }))
    }
    expect(guard).toContain(t('place.settlement'))
  })

  test('shows the hold that this server is set to', async () => {
    await closeProcessStore()
    vi.stubEnv('HOLD_HOURS_STRIKE', '7')
    expect(textOf('guard', await toldIn('en'))).toContain('Strike 7 hours')
    await closeProcessStore()
    vi.stubEnv('HOLD_HOURS_STRIKE', '')
  })

  test.each(basisRules)('explains the rule %s under an address that is there', async (rule) => {
    expect(sections).toContain(ruleSection[rule])
    const html = renderToStaticMarkup(<Section id="basis" told={await toldIn('en')} />)
    expect(html).toMatch(new RegExp(`<code>${rule}</code></td><td><a href="#${ruleSection[rule]}">`))
  })

  test('works each example out from the records', async () => {
    const told = await toldIn('en')
    const { byRule, clocks, hours } = told.method.examples
    expect(Object.keys(byRule)).toHaveLength(10)
    expect(textOf('alternatives', told)).toContain('600,000–\u2060800,000 customers')
    expect(textOf('several-incidents', told)).toContain('1,330–\u20603,270 buildings')
    expect(textOf('parts', told)).toContain('at least 155 buildings')
    expect(clocks?.days.map(({ row }) => row.standing)).toEqual(['notReported', 'reported'])
    expect(hours?.hours.best).toBeGreaterThan(0)
  })

  test('makes of each example what its formula says', async () => {
    const { byRule } = (await toldIn('en')).method.examples
    const alternatives = byRule.alternatives?.row
    expect(alternatives?.low).toBe(Math.min(...(alternatives?.basis ?? []).map(({ low }) => low ?? 0)))
    expect(alternatives?.high).toBe(Math.max(...(alternatives?.basis ?? []).map(({ high }) => high ?? 0)))
    const parts = byRule.parts?.row
    expect(parts?.low).toBe(parts?.basis.reduce((sum, { low }) => sum + (low ?? 0), 0))
    const several = byRule['several-incidents']?.row
    const highs = new Map<string, number>()
    for (const { incident, high } of several?.basis ?? []) highs.set(incident, Math.max(highs.get(incident) ?? 0, high ?? 0))
    expect(highs.size).toBeGreaterThan(1)
    expect(several?.high).toBe([...highs.values()].reduce((a, b) => a + b))
  })

  test.each(locales)('names every section in the language: %s', async (locale) => {
    const told = await toldIn(locale)
    for (const id of sections) expect(textOf(id, told).length, id).toBeGreaterThan(120)
  })
})

describe('the method page of an empty ledger', () => {
  beforeAll(() => openWorld({ seed: 'none' }))
  afterAll(closeWorld)

  test('has its rules, and no example', async () => {
    const told = await toldIn('uk')
    expect(told.method.examples).toEqual({ byRule: {}, clocks: null, hours: null })
    for (const id of sections) expect(textOf(id, told)).not.toContain(translator('uk', 'method')('example'))
  })
})
