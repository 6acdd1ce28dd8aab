import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { Health } from '@/lib/schema/answers'
import { backupsIn } from '@/lib/service/keep-backups'
import { type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, ask, postIncident } from './client'
import { runCommand } from './command'
import { serverSuite } from './suite'

/** The shortest that the settings take, in hours; it is looked each minute whether a copy is due. */
const shortest = '0.01'
const kept = 2
/** A look comes every minute, and what it leads to takes its time on a busy machine. */
const patience = { timeout: 300_000, interval: 250 }

/** Which row of the ledger a copy goes up to, by its name. */
const rowNamed = (name: string) => Number(/-(\d+)\.sqlite\.gz$/.exec(name)?.[1])

serverSuite('backups by a schedule', () => {
  const ground = mkdtempSync(join(tmpdir(), 'outage-ledger-scheduled-'))
  const folder = join(ground, 'copies')
  const dataDir = join(ground, 'data')
  /** Copies of long ago, the older one first, and a file that is nobody's business. */
  const old = ['outage-ledger-20260101T000000Z-7.sqlite.gz', 'outage-ledger-20260102T000000Z-8.sqlite.gz']
  let server: RunningServer
  /** The copies that the server took, in order. */
  const taken: string[] = []

  const ledgerSeq = async () => (await ask(Health, `${server.baseUrl}/api/health`)).ledgerSeq
  const aCopyBeside = (known: readonly string[]) =>
    vi.waitFor(async () => {
      const [name] = (await backupsIn(folder)).filter((each) => !known.includes(each))
      if (name === undefined) throw new Error(`no further copy yet: ${server.output()}`)
      return name
    }, patience)
  const leaves = (name: string) => vi.waitFor(() => expect(existsSync(join(folder, name))).toBe(false), patience)

  beforeAll(async () => {
    mkdirSync(folder)
    for (const name of [...old, 'notes.txt']) writeFileSync(join(folder, name), 'kept')
    const env = { BACKUP_DIR: folder, BACKUP_EVERY: shortest, BACKUP_KEEP: String(kept), LOG_LEVEL: 'info' }
    server = await startServer({ dataDir, env })
  })
  afterAll(async () => {
    await server?.stop()
    rmSync(ground, { recursive: true, force: true })
  })

  it('appear one after another, each up to the row that its name tells, and each time the oldest goes', async () => {
    for (const gone of old) {
      const last = await ledgerSeq()
      const copy = await aCopyBeside([...old, ...taken])
      await leaves(gone)
      taken.push(copy)
      expect(rowNamed(copy)).toBe(last)
      expect((await postIncident(server.baseUrl, anIncident(), asEditor)).status).toBe(201)
    }
    expect(readdirSync(folder).sort()).toEqual(['notes.txt', ...taken].sort())
    expect(await ledgerSeq()).toBeGreaterThan(rowNamed(taken[1] ?? ''))
    expect(rowNamed(taken[1] ?? '')).toBeGreaterThan(rowNamed(taken[0] ?? ''))
    expect(server.output()).toContain('backup taken')
    expect(server.output()).not.toContain('backup failed')
  }, 900_000)

  it('restore to the row that the name tells, and what was written later is not in it', async () => {
    const ledger = new Database(join(dataDir, 'outage-ledger.sqlite'), { readonly: true })
    const hashAt = (seq: number) => ledger.prepare('select hash from ledger where seq = ?').pluck().get(seq)
    try {
      for (const [n, name] of taken.entries()) {
        const into = join(ground, `restored-${n}`)
        const restored = await runCommand('restore', ['--from', join(folder, name)], { DATA_DIR: into })
        expect([restored.code, restored.stderr]).toEqual([0, ''])
        const { code, stdout } = await runCommand('ledger', ['verify'], { DATA_DIR: into })
        expect(code).toBe(0)
        expect(stdout).toContain(`rows: ${rowNamed(name)}\nhead: ${hashAt(rowNamed(name))}\nok: `)
      }
    } finally {
      ledger.close()
    }
  })
})
