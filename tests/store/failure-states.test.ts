import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, describe, expect, it } from 'vitest'
import { getHealth } from '@/lib/service/get-health'
import { openStore } from '@/lib/store/open'
import { type Store, StoreUnavailable } from '@/lib/store/store'
import { until } from '../support/until'
import { added, created, incident, report } from './factories'

const undo: (() => unknown)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-failing-'))
  undo.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Whether this process may mount; says loudly where it may not. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-mount-'))
  const mounted = process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0
  if (mounted) execFileSync('umount', [folder])
  else process.stderr.write('\nSKIPPED: a full disk and a read-only one, which only who may mount can make\n\n')
  rmSync(folder, { recursive: true })
  return mounted
}

async function opened(dataDir: string): Promise<Store> {
  const store = await openStore({ dataDir })
  undo.push(() => store.close())
  return store
}

const now = () => new Date().toISOString()
const health = (store: Store) => getHealth({ store, clock: now })

/** Stores a record of some kilobytes and answers its id. */
async function write(store: Store): Promise<string> {
  const of = incident()
  await store.write({ actor: { role: 'admin', key: null }, time: now() }, async (tx) => {
    await tx.append(created(of))
    await tx.append(added(report(of, { quote: 'Without power. '.repeat(26) })))
  })
  return of.id
}

/** Writes until it fails; what was acknowledged, and the failure. */
async function writeUntilRefused(store: Store): Promise<{ acknowledged: string[]; error: unknown }> {
  const acknowledged: string[] = []
  for (;;) {
    try {
      acknowledged.push(await write(store))
    } catch (error) {
      return { acknowledged, error }
    }
  }
}

const has = async (store: Store, id: string) => (await store.editorView().record(id)) !== null

describe.skipIf(!canMount())('a disk', () => {
  function tmpfs(options: string): { folder: string; remount: (options: string) => void } {
    const folder = aFolder()
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
    undo.push(() => execFileSync('umount', ['-l', folder]))
    return { folder, remount: (changed) => void execFileSync('mount', ['-o', `remount,${changed}`, folder]) }
  }

  it('that is full refuses the next record with its reason, gives all that it has, and takes the next one when there is room', async () => {
    const { folder, remount } = tmpfs('size=4m')
    const store = await opened(folder)
    const before = now()
    const { acknowledged, error } = await writeUntilRefused(store)
    expect(acknowledged.length).toBeGreaterThan(5)
    expect(error).toBeInstanceOf(StoreUnavailable)
    expect(error).toMatchObject({ code: 'disk-full' })

    const told = await health(store)
    expect(told).toMatchObject({ status: 'degraded', ledgerSeq: acknowledged.length * 2, problems: [{ code: 'disk-full' }] })
    expect(told.problems[0]?.since).toSatisfy((since: string) => since >= before && since <= now())
    for (const id of acknowledged) expect(await has(store, id)).toBe(true)
    expect(await store.verify()).toMatchObject({ ok: true, rows: acknowledged.length * 2 })

    remount('size=16m')
    await until(
      () => health(store),
      ({ status }) => status === 'ok',
      'nobody wrote, and the room is not noticed',
    )
    await write(store)
    expect(await store.verify()).toMatchObject({ ok: true, rows: acknowledged.length * 2 + 2 })
  })

  it('that is read-only is told by that word where a server begins on it', async () => {
    const { folder, remount } = tmpfs('size=8m')
    await (await openStore({ dataDir: folder })).close()
    remount('ro')
    const opening = openStore({ dataDir: folder })
    await expect(opening).rejects.toThrow(StoreUnavailable)
    await expect(opening).rejects.toMatchObject({ code: 'read-only' })
  })
})

describe('a damaged file', () => {
  it('is told as such for good, by health and by verify; what is whole can be read', async () => {
    const dataDir = aFolder()
    const store = await openStore({ dataDir })
    const id = await write(store)
    await store.close()
    const file = join(dataDir, 'outage-ledger.sqlite')
    const db = new Database(file, { readonly: true })
    const { rootpage } = db.prepare("select rootpage from sqlite_master where name = 'reports'").get() as { rootpage: number }
    const pageSize = Number(db.pragma('page_size', { simple: true }))
    db.close()
    const descriptor = openSync(file, 'r+')
    writeSync(descriptor, Buffer.alloc(64, 0xff), 0, 64, (rootpage - 1) * pageSize)
    closeSync(descriptor)

    const damaged = await opened(dataDir)
    expect(await health(damaged)).toMatchObject({ status: 'ok' })
    await expect(has(damaged, id)).rejects.toMatchObject({ name: 'StoreUnavailable', code: 'corrupt' })
    // Reading something that is whole does not make it whole.
    expect(await damaged.head()).toMatchObject({ seq: 2 })
    expect(await health(damaged)).toMatchObject({ status: 'degraded', ledgerSeq: 2, problems: [{ code: 'corrupt' }] })
    await expect(damaged.verify()).rejects.toThrow(/outage-ledger\.sqlite: the file is damaged/)
  })
})
