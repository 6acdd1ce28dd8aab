import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parquetReadObjects } from 'hyparquet'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { dump } from '@/lib/commands/dump-files'
import { loadTerritory } from '@/lib/regions/territory'
import { openForReading, openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { runCommand } from '../server/command'
import { added, at, decided, editor, report } from '../store/factories'
import { embeddedGround, type Ground, type MakeGround, postgresqlAnswers, TestDatabase } from '../store/ground'
import { later, writeGone, writeNeverPublic, writePublic } from '../support/marked-records'

const Package = z.object({
  resources: z.array(
    z.looseObject({
      name: z.string(),
      path: z.string(),
      bytes: z.number(),
      hash: z.string(),
      schema: z.object({ fields: z.array(z.object({ name: z.string(), type: z.string() })) }).optional(),
    }),
  ),
})

type Files = Map<string, Buffer>
const filesIn = (folder: string): Files => new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const digests = (files: Files) => Object.fromEntries([...files].map(([name, bytes]) => [name, sha256(bytes)]))

/** Every word of a file; a Parquet file is compressed. */
async function textOf(name: string, bytes: Buffer): Promise<string> {
  if (!name.endsWith('.parquet')) return bytes.toString()
  return JSON.stringify(await parquetReadObjects({ file: new Uint8Array(bytes).buffer }))
}

function dumpSuite(engine: string, makeGround: MakeGround) {
  describe(`a dump, ${engine}`, () => {
    let ground: Ground
    let store: Store
    const folders: string[] = []
    beforeEach(async () => {
      ground = await makeGround()
      store = await openStore(ground.settings)
    })
    afterEach(async () => {
      await store.close()
      await ground.remove()
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
    })

    /** As the command makes it: beside a server that has the store open. */
    async function dumped(hours: number, into?: string): Promise<Files> {
      const folder = into ?? join(await mkdtemp(join(tmpdir(), 'outage-ledger-dump-')), 'new')
      if (into === undefined) folders.push(folder)
      const reading = await openForReading(ground.settings)
      try {
        await dump(folder, { store: reading, clock: () => at(hours), territory: loadTerritory('ua') })
      } finally {
        await reading.close()
      }
      return filesIn(folder)
    }

    it('describes each of its files as it is', async () => {
      await writePublic(store)
      const files = await dumped(48)
      const { resources } = Package.parse(JSON.parse(files.get('datapackage.json')?.toString() ?? ''))
      expect(resources.map(({ path }) => path).sort()).toEqual([...files.keys()].filter((name) => name !== 'datapackage.json').sort())
      for (const { path, bytes, hash } of resources) {
        const file = files.get(path) ?? Buffer.alloc(0)
        expect([path, bytes, hash]).toEqual([path, file.length, `sha256:${sha256(file)}`])
      }
      for (const name of ['incidents', 'observations']) {
        const fields = resources.find((resource) => resource.name === name)?.schema?.fields.map((field) => field.name)
        expect(files.get(`${name}.csv`)?.toString().split('\r\n')[0]).toBe(fields?.join(','))
      }
      const lines = files.get('ledger.jsonl')?.toString().trim().split('\n') ?? []
      expect(lines.map((line) => z.object({ kind: z.string() }).parse(JSON.parse(line)).kind)).toEqual(['added', 'added', 'added'])
    })

    it('is the same byte for byte while nothing changes in public, whatever is written and however late it is', async () => {
      const { incident } = await writePublic(store)
      const first = await dumped(48)
      expect(digests(await dumped(48))).toEqual(digests(first))
      await writeNeverPublic(store, incident)
      expect(digests(await dumped(49))).toEqual(digests(first))
    })

    it('changes with what becomes public, and nowhere else', async () => {
      const { incident } = await writePublic(store)
      const before = await dumped(48)
      await store.write({ actor: editor, time: at(49) }, (tx) => tx.append(added(report(incident, { asOfAt: at(47) }))))
      const after = await dumped(50)
      const changed = [...after.keys()].filter((name) => !after.get(name)?.equals(before.get(name) ?? Buffer.alloc(0)))
      expect(changed.sort()).toEqual([...after.keys()].filter((name) => name !== 'regions.geojson').sort())
      const lines = (files: Files, name: string) => files.get(name)?.toString().split('\n') ?? []
      expect(lines(after, 'ledger.jsonl').slice(0, 3)).toEqual(lines(before, 'ledger.jsonl').slice(0, 3))
      for (const line of lines(before, 'observations.csv')) expect(lines(after, 'observations.csv')).toContain(line)
      expect(lines(after, 'observations.csv')).toHaveLength(lines(before, 'observations.csv').length + 1)
    })

    it('holds nothing that may not be read, and nothing of what was taken down since the one before it in the folder', async () => {
      const { incident, reports } = await writePublic(store)
      const folder = join(await mkdtemp(join(tmpdir(), 'outage-ledger-dump-')), 'new')
      folders.push(folder)
      const never = await writeNeverPublic(store, incident)
      const gone = await writeGone(store, incident)
      for (const [name, bytes] of await dumped(48, folder)) {
        const text = await textOf(name, bytes)
        for (const [mark, ids] of never.ids)
          for (const word of [mark, ...ids]) expect(text.includes(word), `${word} in ${name}`).toBe(false)
        for (const [mark] of gone.ids) expect(text.includes(mark), `${mark} in ${name}`).toBe(false)
        expect(text.includes(editor.key ?? ''), name).toBe(false)
      }
      const held = await dumped(51, folder)
      expect(await textOf('observations.parquet', held.get('observations.parquet') ?? Buffer.alloc(0))).toContain('qzunderhold')
      const takenDown = decided('incident.takenDown', incident.id, 'safety')
      await store.write({ actor: editor, time: later }, (tx) => tx.append(takenDown))
      for (const [name, bytes] of await dumped(52, folder)) {
        const text = await textOf(name, bytes)
        expect(text.includes('qzplainlypublic'), name).toBe(false)
        for (const { id } of reports) expect(text.includes(id), name).toBe(false)
      }
      expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
    })
  })
}

dumpSuite('embedded', embeddedGround)

describe('the command', () => {
  let ground: Ground
  beforeEach(async () => {
    ground = await embeddedGround()
  })
  afterEach(() => ground.remove())
  const run = (...args: string[]) => runCommand('dump', args, { DATA_DIR: ground.settings.dataDir })

  it('writes the same files twice, beside whoever has the store open, and says what it wrote', async () => {
    const store = await openStore(ground.settings)
    const folders = ['one', 'two'].map((name) => join(ground.settings.dataDir, 'dumps', name))
    try {
      await writePublic(store)
      const printed: string[] = []
      for (const folder of folders) {
        const { code, stdout, stderr } = await run('--out', folder)
        expect([code, stderr]).toEqual([0, ''])
        printed.push(stdout.replace(folder, 'FOLDER'))
      }
      const [one, two] = folders.map((folder) => digests(filesIn(folder)))
      expect(one).toEqual(two)
      expect(printed[0]).toBe(printed[1])
      expect(printed[0]).toContain(`wrote ${Object.keys(one ?? {}).length} files to FOLDER`)
    } finally {
      await store.close()
    }
  })

  it.each([
    ['without a folder', [], /--out/],
    ['without a ledger', ['--out', 'nowhere'], /There is no ledger in/],
  ])('ends with one clear line %s, and writes nothing', async (_, args, line) => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr.trim()).toMatch(line)
    expect(stderr.trim().split('\n')).toHaveLength(1)
    expect(existsSync('nowhere')).toBe(false)
  })

  it('ends with one clear line where the folder cannot be made', async () => {
    const store = await openStore(ground.settings)
    await store.close()
    const { code, stderr } = await run('--out', join(ground.settings.dataDir, 'outage-ledger.sqlite', 'dump'))
    expect(code).toBe(1)
    expect(stderr.trim()).toMatch(/^ENOTDIR.*dump'$/)
  })
})

const database = (await postgresqlAnswers('a dump, PostgreSQL')) ? new TestDatabase() : null
if (database !== null) {
  describe('on a database', () => {
    beforeAll(database.create)
    afterAll(database.drop)
    dumpSuite('PostgreSQL', database.ground)
  })
}
