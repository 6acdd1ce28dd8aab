import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InvalidCursor, type RecordFilter } from '@/lib/store/store'
import type { Bench } from './contract'
import { added, at, created, decided, everything, incident, observation, report } from './factories'

const page = { limit: 100 }

/** Two incidents that differ in everything a filter can ask. */
async function twoIncidents(bench: Bench) {
  const storm = incident({ title: 'Негода на Львівщині', kind: 'weather', startsAt: at(0) })
  const strike = incident({ title: 'Straße 100%_done', kind: 'strike', startsAt: at(10) })
  const stormReport = report(storm, {
    asOfAt: at(1),
    publishedBy: at(2),
    source: { ...report('').source, publisher: 'ДТЕК', statedBy: 'Голова ОВА' },
    quote: 'Без світла 20 тисяч родин',
    observations: [
      observation({ regions: ['UA-46'], service: 'electricity', unit: 'customers' }),
      observation({ regions: ['UA-46', 'UA-26'], service: 'water', measure: 'limited', unit: 'settlements', place: 'Кам’янка' }),
    ],
  })
  const strikeReport = report(strike, {
    asOfAt: at(11),
    source: { ...report('').source, publisher: 'Reuters', tier: 2 },
    observations: [
      observation({ regions: ['UA-12'], service: 'heating', unit: 'households', note: 'coal mines', quote: 'the mines are dark' }),
    ],
  })
  await bench.append(12, created(storm), added(stormReport), created(strike), added(strikeReport))
  return { storm, strike, stormReport, strikeReport }
}

/** What each filter finds: the titles' first words of incidents, and how many observations. */
const filters: [string, Partial<RecordFilter>, string[], number][] = [
  ['nothing', {}, ['strike', 'storm'], 3],
  ['of no incident', { incidents: [] }, [], 0],
  ['a region', { regions: ['UA-12'] }, ['strike'], 1],
  ['a region among several of one figure', { regions: ['UA-26'] }, ['storm'], 1],
  ['several regions', { regions: ['UA-26', 'UA-12'] }, ['strike', 'storm'], 2],
  ['a service', { services: ['water'] }, ['storm'], 1],
  ['a measure', { measures: ['without'] }, ['strike', 'storm'], 2],
  ['a unit', { units: ['customers', 'settlements'] }, ['storm'], 2],
  ['a region and a service that no one observation has', { regions: ['UA-26'], services: ['electricity'] }, [], 0],
  ['a kind', { kinds: ['weather'] }, ['storm'], 2],
  ['a tier', { tiers: [2] }, ['strike'], 1],
  ['a tier and a region of another report', { tiers: [2], regions: ['UA-46'] }, [], 0],
  ['a word of the title, in another case', { q: 'НЕГОДА' }, ['storm'], 2],
  ['a part of a word', { q: 'львів' }, ['storm'], 2],
  ['words anywhere', { q: 'дтек родин' }, ['storm'], 2],
  ['words of two records', { q: 'дтек reuters' }, [], 0],
  ['who stated it', { q: 'голова' }, ['storm'], 2],
  ['a place, with another apostrophe', { q: "кам'янка" }, ['storm'], 1],
  ['a note', { q: 'coal' }, ['strike'], 1],
  ['an observation’s own quote', { q: 'mines dark' }, ['strike'], 1],
  ['a letter whose capital is two', { q: 'STRASSE' }, ['strike'], 1],
  ['a sign that SQL would read as any text', { q: '%' }, ['strike'], 1],
  ['a sign that SQL would read as any letter', { q: '0%_d' }, ['strike'], 1],
  ['a backslash', { q: '\\' }, [], 0],
  ['only spaces', { q: '  ' }, ['strike', 'storm'], 3],
  ['a source that had published by then', { publishedBy: at(2) }, ['strike', 'storm'], 2],
  ['an undated source, which counts from its recording', { publishedBy: at(12) }, ['strike', 'storm'], 3],
  ['a source that had not published yet', { publishedBy: at(1.9) }, ['strike', 'storm'], 0],
]

export function readingContract(bench: Bench): void {
  describe('a filter', () => {
    test.each(filters.filter(([, asked]) => asked.publishedBy === undefined))('by %s', async (_, asked, names, total) => {
      const { storm, strike } = await twoIncidents(bench)
      const ids = { storm: storm.id, strike: strike.id }
      const found = await bench.view(20).incidents({ ...everything, ...asked }, page)
      expect(found.rows.map(({ id }) => (id === ids.storm ? 'storm' : 'strike'))).toEqual(names)
      expect(found.total).toBe(names.length)
      const flat = await bench.view(20).observations({ ...everything, ...asked }, page)
      expect([flat.rows.length, flat.total]).toEqual([total, total])
      expect(await bench.view(20).statements({ ...everything, ...asked })).toHaveLength(total)
    })

    test.each(filters.filter(([, asked]) => asked.publishedBy !== undefined))('by %s', async (_, asked, _names, total) => {
      await twoIncidents(bench)
      const flat = await bench.view(20).observations({ ...everything, ...asked }, page)
      expect([flat.rows.length, flat.total]).toEqual([total, total])
      expect(await bench.view(20).statements({ ...everything, ...asked })).toHaveLength(total)
    })

    test('by incidents named', async () => {
      const { strike } = await twoIncidents(bench)
      const found = await bench.view(20).incidents({ ...everything, incidents: [strike.id] }, page)
      expect([found.rows.map(({ id }) => id), found.total]).toEqual([[strike.id], 1])
    })

    // The storm began in [0, 1) and its figures held in [1, 2); the strike began in [10, 11), its figure held in [11, 12).
    test.each([
      [{ from: at(1) }, ['strike'], 3],
      [{ from: at(0.5) }, ['strike', 'storm'], 3],
      [{ from: at(2) }, ['strike'], 1],
      [{ to: at(1) }, ['storm'], 0],
      [{ to: at(1.5) }, ['storm'], 2],
      [{ from: at(1), to: at(11) }, ['strike'], 2],
      [{ from: '2026-01-08T02:00:00Z' }, ['strike'], 1],
    ])('by time, half-open: %j', async (asked, names, total) => {
      const { storm } = await twoIncidents(bench)
      const found = await bench.view(20).incidents({ ...everything, ...asked }, page)
      expect(found.rows.map(({ id }) => (id === storm.id ? 'storm' : 'strike'))).toEqual(names)
      expect((await bench.view(20).observations({ ...everything, ...asked }, page)).total).toBe(total)
    })
  })

  describe('an answer', () => {
    test('has the words that say so: the figure’s own, else the report’s', async () => {
      const { storm } = await twoIncidents(bench)
      const own = (await bench.view(20).statements({ ...everything, q: 'mines dark' })).map(({ quote }) => quote)
      const shared = (await bench.view(20).statements({ ...everything, incidents: [storm.id] })).map(({ quote }) => quote)
      expect(own).toEqual(['the mines are dark'])
      expect(new Set(shared)).toEqual(new Set(['Без світла 20 тисяч родин']))
    })

    test('has the whole incident', async () => {
      const { storm, stormReport } = await twoIncidents(bench)
      const found = await bench.view(20).incidents({ ...everything, kinds: ['weather'] }, page)
      const row = {
        ...storm,
        recordedAt: at(12),
        regions: ['UA-26', 'UA-46'],
        services: ['electricity', 'water'],
        reportCount: 1,
        lastAsOf: stormReport.asOf,
      }
      expect(found.rows).toEqual([row])
      const { asOfSpan: _span, publishedBy: _by, ...shown } = stormReport
      expect(await bench.view(20).incident(storm.id)).toEqual({
        incident: row,
        reports: [{ ...shown, recordedAt: at(12), supersededBy: null }],
        history: [
          { seq: 1, time: at(12), role: 'editor', verb: 'incident.created', subject: storm.id, reason: null },
          { seq: 2, time: at(12), role: 'editor', verb: 'report.added', subject: stormReport.id, reason: null },
        ],
      })
    })

    test('has a report by its own id, as it stands among the reports of its incident', async () => {
      const { storm, stormReport } = await twoIncidents(bench)
      const next = report(storm, { supersedes: stormReport.id })
      await bench.append(13, added(next))
      const whole = await bench.view(20).incident(storm.id)
      const [first] = whole !== null && 'reports' in whole ? whole.reports.filter(({ id }) => id === stormReport.id) : []
      expect(first).toMatchObject({ supersededBy: next.id, reviewState: 'corrected' })
      expect(await bench.view(20).report(stormReport.id)).toEqual({
        report: first,
        incident: { title: storm.title, kind: 'weather' },
        history: [
          { seq: 1, time: at(12), role: 'editor', verb: 'incident.created', subject: storm.id, reason: null },
          { seq: 2, time: at(12), role: 'editor', verb: 'report.added', subject: stormReport.id, reason: null },
        ],
      })
      expect(await bench.view(20).report(next.id)).toMatchObject({ report: { supersedes: stormReport.id, supersededBy: null } })
    })

    test.each([
      ['alone', 'report.retracted'],
      ['with its incident', 'incident.retracted'],
    ] as const)('tells a report that was retracted %s as retracted, and why', async (_, verb) => {
      const { storm, stormReport } = await twoIncidents(bench)
      await bench.append(13, decided(verb, verb === 'report.retracted' ? stormReport.id : storm.id, 'a slip'))
      const found = await bench.view(20).report(stormReport.id)
      expect(found).toMatchObject({ report: { reviewState: 'retracted' } })
      expect(found !== null && 'history' in found ? found.history.at(-1) : null).toMatchObject({ verb, time: at(13), reason: 'a slip' })
    })

    test('tells a corrected report as retracted once its incident was', async () => {
      const { storm, stormReport } = await twoIncidents(bench)
      await bench.append(13, added(report(storm, { supersedes: stormReport.id })))
      await bench.append(14, decided('incident.retracted', storm.id, 'a slip'))
      expect(await bench.view(20).report(stormReport.id)).toMatchObject({ report: { reviewState: 'retracted' } })
    })

    test('names no report that is not public beside one that is', async () => {
      const { storm, stormReport } = await twoIncidents(bench)
      const waiting = report(storm, { supersedes: stormReport.id, reviewState: 'in_review' })
      await bench.append(13, added(waiting))
      expect(JSON.stringify(await bench.view(20).report(stormReport.id))).not.toContain(waiting.id)
      expect(await bench.view(20).report(waiting.id)).toBeNull()
    })

    test('has the whole observation', async () => {
      const { strike, strikeReport } = await twoIncidents(bench)
      const row = {
        ...strikeReport.observations[0],
        incident: strike.id,
        incidentTitle: strike.title,
        kind: 'strike',
        report: strikeReport.id,
        source: strikeReport.source,
        asOf: strikeReport.asOf,
        publishedAt: null,
        recordedAt: at(12),
      }
      const asked = { ...everything, services: ['heating' as const] }
      const whole = {
        ...row,
        incidentStart: strike.start,
        incidentEnd: null,
        wave: null,
        supersedes: null,
        reportQuote: strikeReport.quote,
      }
      expect((await bench.view(20).observations(asked, page)).rows).toEqual([whole])
      expect(await bench.view(20).statements(asked)).toEqual([{ ...row, knownFrom: at(12), knownUntil: null }])
    })

    test('has the first and the last time of figures that can stand', async () => {
      expect(await bench.view(20).bounds()).toBeNull()
      const { strike } = await twoIncidents(bench)
      await bench.append(
        13,
        added(report(strike, { asOfAt: at(15), observations: [observation({ basis: 'cumulative', measure: 'reconnected' })] })),
      )
      await bench.append(13, added(report(strike, { asOfAt: at(16), reviewState: 'in_review' })))
      expect(await bench.view(20).bounds()).toEqual({ first: at(1), last: at(11) })
    })

    test('is null for an incident or a report that is not there', async () => {
      expect(await bench.view(20).incident('01JH0000000000000000000000')).toBeNull()
      expect(await bench.view(20).incident('nothing of the kind')).toBeNull()
      expect(await bench.view(20).report('01JH0000000000000000000000')).toBeNull()
      expect(await bench.view(20).report("' or 1 = 1 --")).toBeNull()
    })
  })

  describe('paging', () => {
    const many = async () => {
      const all = Array.from({ length: 7 }, (_, i) => incident({ startsAt: at(Math.floor(i / 3)) }))
      for (const of of all) {
        const figures = [observation(), observation({ service: 'water' })]
        await bench.append(
          9,
          created(of),
          added(report(of, { observations: figures, asOfAt: at(1) })),
          added(report(of, { asOfAt: at(2) })),
        )
      }
      return all
    }

    /** Every page from the first to the last; `between` happens after each. */
    async function pages<Row>(
      read: (cursor: { cursor?: string }) => Promise<{ rows: Row[]; next: string | null; total: number }>,
      between = async () => {},
    ) {
      const found: Row[][] = []
      let at: { cursor?: string } | null = {}
      while (at !== null) {
        const { rows, next }: { rows: Row[]; next: string | null } = await read(at)
        found.push(rows)
        at = next === null ? null : { cursor: next }
        await between()
      }
      return found
    }

    test.each([1, 2, 3, 7, 100])('by %i gives every incident once, newest start first', async (limit) => {
      const all = await many()
      const found = await pages((cursor) => bench.view(20).incidents(everything, { limit, ...cursor }))
      const sorted = [...all].sort((a, b) => (a.startSpan.from + a.id < b.startSpan.from + b.id ? 1 : -1))
      expect(found.flat().map(({ id }) => id)).toEqual(sorted.map(({ id }) => id))
      expect(found.map(({ length }) => length)).toEqual(
        Array.from({ length: Math.ceil(7 / limit) }, (_, i) => Math.min(limit, 7 - i * limit)),
      )
    })

    test.each([1, 2, 4, 5, 21, 100])('by %i gives every observation once, newest figure first', async (limit) => {
      await many()
      const found = (await pages((cursor) => bench.view(20).observations(everything, { limit, ...cursor }))).flat()
      const whole = await bench.view(20).observations(everything, { limit: 1000 })
      expect(found).toEqual(whole.rows)
      expect(new Set(found.map(({ id }) => id)).size).toBe(21)
      expect(whole).toMatchObject({ total: 21, next: null })
      expect(found.map(({ asOf }) => asOf.time)).toEqual([...Array(7).fill(at(2)), ...Array(14).fill(at(1))])
    })

    test('gives what was there once, whatever is written meanwhile', async () => {
      const all = await many()
      const between = async () => {
        for (const startsAt of [at(-5), at(1), at(8)]) await bench.append(9, created(incident({ startsAt })))
      }
      let rounds = 0
      const found = await pages(
        (cursor) => bench.view(20).incidents(everything, { limit: 2, ...cursor }),
        async () => {
          if (rounds++ < 3) await between()
        },
      )
      const ids = found.flat().map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      expect(ids).toEqual(expect.arrayContaining(all.map(({ id }) => id)))
    })

    test('refuses a cursor that it did not give out', async () => {
      await many()
      const { next } = await bench.view(20).observations(everything, { limit: 1 })
      const instead = Buffer.from('["i","2026-01-08T00:00:00.000Z"]').toString('base64url')
      for (const cursor of ['', 'x', '%%%', 'e30', instead, next ?? '']) {
        await expect(bench.view(20).incidents(everything, { limit: 1, cursor })).rejects.toThrow(InvalidCursor)
      }
      const anyText = fc.asyncProperty(fc.string(), async (cursor) => {
        await expect(bench.view(20).observations(everything, { limit: 1, cursor })).rejects.toThrow(InvalidCursor)
      })
      await fc.assert(anyText, { numRuns: 20 })
    })
  })

  describe('nobody reads', () => {
    const word = 'Zlatopil'
    const hidden = (changes: Parameters<typeof incident>[0]) => incident({ title: `Strike near ${word}`, ...changes })
    const words = (of: ReturnType<typeof incident>) =>
      report(of, { quote: `${word} is dark`, asOfAt: at(30), observations: [observation({ regions: ['UA-77'], place: word })] })

    /** Everything that can be asked of the public, with the hidden incident's own words, times and region. */
    async function answers(now: number, id: string, ...reports: string[]) {
      const view = bench.view(now)
      const asked: Partial<RecordFilter>[] = [
        {},
        { q: word },
        { regions: ['UA-77'] },
        { from: at(29) },
        { knownAt: at(1) },
        { knownAt: at(100) },
        { publishedBy: at(100) },
      ]
      const lists = asked.flatMap((filter) => {
        const whole = { ...everything, ...filter }
        return [view.statements(whole), view.observations(whole, page), view.incidents(whole, page)]
      })
      return JSON.stringify(await Promise.all([...lists, view.incident(id), ...reports.map((one) => view.report(one)), view.bounds()]))
    }

    test.each([
      ['under hold', { publicAfter: at(50) }, []],
      ['in review', { reviewState: 'in_review' }, []],
      ['a draft', { reviewState: 'draft' }, []],
      ['rejected', { reviewState: 'in_review' }, ['incident.rejected']],
      ['retracted while under hold', { publicAfter: at(50) }, ['incident.retracted']],
      ['taken down', {}, ['incident.takenDown']],
      ['taken down while under hold', { publicAfter: at(50) }, ['incident.takenDown']],
    ] as const)('an incident %s', async (_, changes, verbs) => {
      const shown = incident()
      const of = hidden(changes)
      await bench.append(1, created(shown), added(report(shown)))
      const without = await answers(40, shown.id)
      const said = words(of)
      await bench.append(1, created(of), added(said))
      for (const verb of verbs) await bench.append(2, decided(verb, of.id))
      expect(await answers(40, shown.id)).toBe(without)
      for (const own of [await bench.view(40).incident(of.id), await bench.view(40).report(said.id)]) {
        if (verbs.some((verb) => verb === 'incident.takenDown')) expect(own).toHaveProperty('takenDownAt')
        else expect(own).toBeNull()
      }
    })

    test.each([
      ['in review', { reviewState: 'in_review' }, []],
      ['a draft', { reviewState: 'draft' }, []],
      ['rejected', { reviewState: 'in_review' }, ['report.rejected']],
    ] as const)('a report %s of an incident that is public', async (_, changes, verbs) => {
      const shown = incident()
      const first = report(shown)
      await bench.append(1, created(shown), added(first))
      const without = await answers(40, shown.id, first.id)
      const waiting = { ...words(shown), supersedes: first.id, ...changes }
      await bench.append(2, added(waiting))
      for (const verb of verbs) await bench.append(3, decided(verb, waiting.id))
      expect(await answers(40, shown.id, first.id)).toBe(without)
      expect(await bench.view(40).report(waiting.id)).toBeNull()
    })

    test.each([
      ['nothing of what stands', {}, [], {}],
      ['a held one as waiting', { publicAfter: at(50) }, [], { waiting: 1 }],
      ['one in review as waiting', { reviewState: 'in_review' }, [], { waiting: 1 }],
      ['a rejected one', { reviewState: 'in_review' }, ['incident.rejected'], { rejected: 1 }],
      ['a retracted one', {}, ['incident.retracted'], { retracted: 1 }],
      ['one taken down', {}, ['incident.takenDown'], { takenDown: 1 }],
    ] as const)('but counts by class of reason %s', async (_, changes, verbs, expected) => {
      const of = hidden(changes)
      await bench.append(1, created(of), added(words(of)))
      for (const verb of verbs) await bench.append(2, decided(verb, of.id))
      const none = { waiting: 0, rejected: 0, retracted: 0, corrected: 0, takenDown: 0 }
      expect(await bench.view(40).holdings()).toEqual({ withheld: { ...none, ...expected }, imports: [] })
    })

    test('but counts what a correction replaced', async () => {
      const of = incident()
      const wrong = report(of)
      await bench.append(1, created(of), added(wrong))
      await bench.append(2, added(report(of, { supersedes: wrong.id })))
      expect((await bench.view(40).holdings()).withheld).toMatchObject({ corrected: 1, retracted: 0, waiting: 0 })
    })

    test('a held record until its hold is over, and everybody then, by the clock alone', async () => {
      const of = hidden({ publicAfter: at(50) })
      const said = words(of)
      await bench.append(1, created(of), added(said))
      expect(await answers(49.999, of.id, said.id)).not.toContain(of.id)
      for (const now of [50, 60]) {
        const view = bench.view(now)
        expect((await view.incidents(everything, page)).rows).toMatchObject([{ id: of.id, reportCount: 1 }])
        expect((await view.observations(everything, page)).total).toBe(1)
        expect(await view.statements(everything)).toMatchObject([{ knownFrom: at(50), knownUntil: null }])
        expect(await view.incident(of.id)).toMatchObject({ incident: { id: of.id }, reports: [{ incident: of.id }] })
        expect(await view.report(said.id)).toMatchObject({ report: { id: said.id } })
        expect(await view.bounds()).toEqual({ first: at(30), last: at(30) })
      }
      expect((await bench.view(60).observations({ ...everything, knownAt: at(49) }, page)).total).toBe(0)
      expect((await bench.view(60).incidents({ ...everything, knownAt: at(49) }, page)).total).toBe(0)
    })
  })
}
