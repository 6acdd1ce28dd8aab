import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStore } from '@/lib/store/open'

const rounds = 5
let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'outage-ledger-kill-'))
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

function startPosting(): ChildProcess {
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', SEED: 'none' }
  return spawn(process.execPath, ['--import', 'tsx', 'tests/service/posting.ts'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** Lets a process take in records and kills it in the middle of the next ones; answers what it had acknowledged, `[id, n]`. */
async function postUntilKilled(atLeast: number): Promise<[string, number][]> {
  const child = startPosting()
  const acknowledged: [string, number][] = []
  if (!child.stdout) throw new Error('no output to read')
  for await (const line of createInterface(child.stdout)) {
    const [id = '', n] = line.split(' ')
    if (n !== undefined) acknowledged.push([id, Number(n)])
    if (acknowledged.length === atLeast) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return acknowledged
}

it('loses no acknowledged record when the process is killed in the middle of writing', { timeout: 120_000 }, async () => {
  const acknowledged: [string, number][] = []
  for (let round = 1; round <= rounds; round++) acknowledged.push(...(await postUntilKilled(3 + 7 * round)))

  const store = await openStore({ dataDir })
  const view = store.publicView(new Date().toISOString())
  for (const [id, n] of acknowledged) {
    const found = await view.incident(id)
    expect(
      found !== null && 'reports' in found && found.reports.flatMap(({ observations }) => observations.map(({ value }) => value)),
    ).toEqual([n, n])
  }
  // Nothing is half there: every incident has its one report with both observations.
  const observations = await view.observations({ regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }, { limit: 1 })
  const incidents = await view.incidents({ regions: [], services: [], measures: [], units: [], kinds: [], tiers: [] }, { limit: 1 })
  expect(observations.total).toBe(2 * incidents.total)
  expect(incidents.total).toBeGreaterThanOrEqual(acknowledged.length)
  expect(await store.verify()).toMatchObject({ ok: true, problem: null })
  await store.close()
})
