import { describe, expect, test } from 'vitest'
import { canonicalJson } from '@/lib/store/canonical-json'
import { nextRow } from '@/lib/store/ledger'
import { openForReading } from '@/lib/store/open'
import type { Bench } from './contract'
import { added, at, created, decided, editor, everything, incident, report } from './factories'
import { ledgerCommand } from './process'

/** A published incident with two reports, one of which corrects the other: four rows, tables of every kind. */
async function someRecords(bench: Bench) {
  const of = incident()
  const first = report(of)
  const second = report(of, { supersedes: first.id, asOfAt: at(2) })
  const rows = await bench.append(3, created(of), added(first), added(second), {
    verb: 'records.imported',
    payload: { id: 'a file', sha256: 'a'.repeat(64), rows: 2 },
  })
  return { of, first, second, rows }
}

/** Everything a reader can get, as text. */
export async function everythingPublic(bench: Bench, now: number, ids: string[]): Promise<string> {
  const view = bench.view(now)
  const page = { limit: 1000 }
  const known = { ...everything, knownAt: at(now) }
  const answers = [view.statements(everything), view.observations(everything, page), view.incidents(everything, page), view.bounds()]
  const knownAnswers = [view.statements(known), view.observations(known, page), view.incidents(known, page)]
  return canonicalJson(
    await Promise.all([...answers, ...knownAnswers, ...ids.map((id) => view.incident(id)), ...ids.map((id) => view.report(id))]),
  )
}

export function ledgerContract(bench: Bench): void {
  describe('the ledger', () => {
    test('counts its rows without a gap and chains each to the one before', async () => {
      const { rows } = await someRecords(bench)
      expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
      expect(rows[0]?.prevHash).toBe('0'.repeat(64))
      expect(rows.slice(1).map(({ prevHash }) => prevHash)).toEqual(rows.slice(0, -1).map(({ hash }) => hash))
      expect(await bench.store.verify()).toEqual({ ok: true, rows: 4, head: rows[3]?.hash, problem: null })
      expect(await bench.store.head()).toEqual({ seq: 4, time: at(3) })
    })

    test('is empty at first', async () => {
      expect(await bench.store.head()).toBeNull()
      expect(await bench.store.verify()).toEqual({ ok: true, rows: 0, head: null, problem: null })
    })

    test('keeps a payload as canonical JSON', async () => {
      const of = incident({ title: 'Удар по «енергетиці» \u{1f50c}' })
      const [row] = await bench.append(3, created(of))
      expect(row?.payload).toBe(canonicalJson(of))
      expect(row?.payload?.startsWith('{"end":null,"id":"')).toBe(true)
    })

    test('never runs backwards', async () => {
      await bench.append(5, created(incident()))
      const [row] = await bench.append(2, created(incident()))
      expect(row?.time).toBe(at(5))
    })

    test('takes a time in another spelling and keeps the fixed form', async () => {
      await bench.store.write({ actor: editor, time: '2026-01-09T10:00:00Z' }, (tx) => tx.append(created(incident())))
      expect(await bench.store.head()).toEqual({ seq: 1, time: '2026-01-09T10:00:00.000Z' })
    })

    test('tells what was written about after a row, unless that is for nobody to tell one by one', async () => {
      const { of } = await someRecords(bench)
      const other = incident()
      await bench.append(4, created(other), added(report(other)))
      const written = async (seq: number) => {
        const told = await bench.store.writtenAfter(seq)
        return told && { ...told, incidents: [...told.incidents].sort() }
      }
      expect(await written(6)).toEqual({ incidents: [], feeds: false })
      expect(await written(4)).toEqual({ incidents: [other.id], feeds: false })
      expect(await written(0)).toEqual({ incidents: expect.arrayContaining([of.id, other.id]), feeds: false })
      await bench.append(5, decided('incident.takenDown', of.id, 'safety'))
      expect(await written(4)).toBeNull()
      expect(await written(7)).toEqual({ incidents: [], feeds: false })
      await bench.append(6, ...Array.from({ length: 201 }, () => created(incident())))
      expect(await written(7)).toBeNull()
      expect((await written(8))?.incidents).toHaveLength(200)
    })

    test('makes the tables again as they were', async () => {
      const { of } = await someRecords(bench)
      const before = await everythingPublic(bench, 4, [of.id])
      await bench.ground.meddle("update incidents set title = 'Something else'")
      await bench.ground.meddle('delete from observation_regions')
      expect(await everythingPublic(bench, 4, [of.id])).not.toBe(before)
      expect(await bench.store.rebuild()).toMatchObject({ ok: true, rows: 4 })
      expect(await everythingPublic(bench, 4, [of.id])).toBe(before)
      expect(await bench.store.verify()).toMatchObject({ ok: true })
    })

    test('is kept over a restart', async () => {
      const { of } = await someRecords(bench)
      const before = await everythingPublic(bench, 4, [of.id])
      const head = await bench.store.head()
      await bench.store.close()
      await bench.open()
      expect(await everythingPublic(bench, 4, [of.id])).toBe(before)
      expect(await bench.store.head()).toEqual(head)
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 4 })
    })

    test('is verified beside an open store, by a reader and by the command', async () => {
      const { rows } = await someRecords(bench)
      const beside = await openForReading(bench.ground.settings)
      expect(await beside.verify()).toMatchObject({ ok: true, rows: 4 })
      await bench.append(4, created(incident()))
      expect(await beside.verify()).toMatchObject({ ok: true, rows: 5 })
      await beside.close()
      const told = await ledgerCommand('verify', bench.ground.settings)
      expect(told).toMatchObject({ code: 0, output: expect.stringContaining('rows: 5') })
      await bench.ground.meddle("update ledger set verb = 'incident.rejected' where seq = 2")
      const broken = await ledgerCommand('verify', bench.ground.settings)
      expect(broken).toMatchObject({ code: 1, output: expect.stringContaining('BROKEN: row 2 was changed') })
      expect(rows).toHaveLength(4)
    })
  })

  describe('tampering is found:', () => {
    const swapped = 'update ledger set payload = (select payload from ledger where seq = 3) where seq = 2'
    test.each([
      ['an actor', "update ledger set actor_role = 'admin' where seq = 2", 'row 2 was changed'],
      ['a time', "update ledger set time = '2026-01-08T02:00:00.000Z' where seq = 2", 'row 2 was changed'],
      ['a subject', "update ledger set subject = 'another' where seq = 4", 'row 4 was changed'],
      ['a payload', "update ledger set payload = replace(payload, 'Strike', 'Storm') where seq = 1", 'the payload of row 1 was changed'],
      ['a payload put in place of another', swapped, 'the payload of row 2 was changed'],
      [
        'a payload blanked without a takedown',
        'update ledger set payload = null where seq = 3',
        'the payload of row 3 is gone without a takedown',
      ],
      ['a row removed', 'delete from ledger where seq = 2', 'row 2 is missing'],
      ['the first row removed', 'delete from ledger where seq = 1', 'row 1 is missing'],
      ['the last row removed', 'delete from ledger where seq = 4', 'the table imports has the row'],
      ['a number', 'update observations set value = 999 where position = 0', 'of the table observations is not as the ledger makes it'],
      ['a title', "update incidents set title = 'Something else'", 'of the table incidents is not as the ledger makes it'],
      [
        'a hold lifted',
        "update incidents set public_after = '2020-01-01T00:00:00.000Z'",
        'of the table incidents is not as the ledger makes it',
      ],
      ['a table row removed', 'delete from observation_regions', 'the table observation_regions lacks the row'],
      [
        'a table row put in',
        "insert into tombstones values ('x', '2026', 'y')",
        'the table tombstones has the row x, which no ledger row makes',
      ],
    ])('%s', async (_, sql, problem) => {
      await someRecords(bench)
      await bench.ground.meddle(sql)
      expect(await bench.store.verify()).toMatchObject({ ok: false, problem: expect.stringContaining(problem) })
    })

    test('a row forged with a hash of its own', async () => {
      const { of, rows } = await someRecords(bench)
      const [first, second] = rows
      const entry = { time: at(3), actor: editor, subject: second?.subject ?? '' }
      const forged = nextRow(first ?? null, entry, added(report(of, { quote: 'never said' })))
      const columns = `payload = '${forged.payload}', payload_hash = '${forged.payloadHash}', hash = '${forged.hash}'`
      await bench.ground.meddle(`update ledger set ${columns} where seq = 2`)
      expect(await bench.store.verify()).toMatchObject({ ok: false, problem: 'row 3 does not follow the row before it' })
    })

    test('rows cut off at the end, with nothing left that does not chain', async () => {
      await bench.append(1, created(incident()))
      const { rows } = await someRecords(bench)
      await bench.ground.meddle('delete from ledger where seq > 1')
      expect(await bench.store.verify()).toMatchObject({
        ok: false,
        rows: 1,
        problem: expect.stringContaining('which no ledger row makes'),
      })
      expect(rows).toHaveLength(4)
    })

    test('and a broken chain is not rebuilt from', async () => {
      const { of } = await someRecords(bench)
      await bench.ground.meddle("update ledger set actor_role = 'admin' where seq = 2")
      const before = await everythingPublic(bench, 4, [of.id])
      expect(await bench.store.rebuild()).toMatchObject({ ok: false, problem: 'row 2 was changed' })
      expect(await everythingPublic(bench, 4, [of.id])).toBe(before)
    })
  })

  describe('a takedown', () => {
    const secret = 'Zlatopil'
    const takenDown = async () => {
      const of = incident({ title: `Strike near ${secret}` })
      const first = report(of, { quote: `${secret} is dark` })
      const other = incident()
      await bench.append(1, created(of), added(first), created(other), added(report(other)))
      await bench.store.write({ actor: editor, time: at(1) }, (tx) =>
        tx.remember('key', 'hash', JSON.stringify({ id: of.id, title: of.title })),
      )
      await bench.append(2, decided('report.retracted', first.id, `${secret} named`))
      const hashes = await bench.ground.meddle('select seq, hash, payload_hash from ledger order by seq')
      await bench.append(3, decided('incident.takenDown', of.id, 'names a place'))
      return { of, first, other, hashes }
    }

    test('leaves a tombstone and not a word', async () => {
      const { of, first, other } = await takenDown()
      expect(await bench.view(4).incident(of.id)).toEqual({ id: of.id, takenDownAt: at(3), reason: 'names a place' })
      expect(await bench.view(4).report(first.id)).toEqual({ id: first.id, takenDownAt: at(3), reason: 'names a place' })
      expect(await everythingPublic(bench, 4, [of.id, first.id, other.id])).not.toMatch(new RegExp(secret, 'i'))
      for (const table of ['ledger', 'incidents', 'reports', 'observations', 'idempotency']) {
        expect(JSON.stringify(await bench.ground.meddle(`select * from ${table}`))).not.toMatch(new RegExp(secret, 'i'))
      }
      const kept = await bench.store.write({ actor: editor, time: at(4) }, (tx) => tx.recall('key'))
      expect(kept).toBeNull()
    })

    test('hides what was known before it, too', async () => {
      const { of } = await takenDown()
      const before = { ...everything, knownAt: at(1.5) }
      const statements = await bench.view(4).statements(before)
      expect(statements.map(({ incident: id }) => id)).not.toContain(of.id)
      expect(statements).toHaveLength(1)
    })

    test('leaves the chain as it was, and a rebuild makes the same', async () => {
      const { of, other, hashes } = await takenDown()
      expect(await bench.ground.meddle('select seq, hash, payload_hash from ledger where seq < 6 order by seq')).toEqual(hashes)
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 6, problem: null })
      const before = await everythingPublic(bench, 4, [of.id, other.id])
      expect(await bench.store.rebuild()).toMatchObject({ ok: true })
      expect(await everythingPublic(bench, 4, [of.id, other.id])).toBe(before)
      expect(await bench.store.verify()).toMatchObject({ ok: true })
    })

    test('is final', async () => {
      const { of } = await takenDown()
      await expect(bench.append(5, decided('incident.takenDown', of.id))).rejects.toThrow(/there is no incident/)
      await expect(bench.append(5, added(report(of)))).rejects.toThrow(/there is no incident/)
      expect(await bench.store.verify()).toMatchObject({ ok: true, rows: 6 })
    })
  })
}
