import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exampleIncident, exampleReport } from '@/lib/http/operations'
import { openStore } from '@/lib/store/open'
import { everything } from '../store/factories'

const lines = 200
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outage-ledger-kill-import-'))
  const incidents = Array.from({ length: lines }, (_, i) => {
    const source = { ...exampleReport.source, url: `https://example.org/${i}` }
    return JSON.stringify({ ...exampleIncident, title: `Incident ${i}`, reports: [{ ...exampleReport, source }] })
  })
  await writeFile(join(folder, 'records.jsonl'), incidents.join('\n'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Runs the import; kills it in the middle of what follows the nth chunk. Answers the lines after which chunks were acknowledged. */
async function run(killAfter: number | null): Promise<number[]> {
  const env = { ...process.env, DATA_DIR: folder, DATABASE_URL: '', SEED: 'none' }
  const args = ['--import', 'tsx', 'tests/service/importing.ts', join(folder, 'records.jsonl')]
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: number[] = []
  for await (const line of createInterface(child.stdout)) {
    acknowledged.push(Number(line))
    if (acknowledged.length === killAfter) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe(killAfter === null ? null : 'SIGKILL')
  return acknowledged
}

it('an import that is killed goes on after its last chunk, and takes nothing twice', { timeout: 120_000 }, async () => {
  const [first, second, third] = [await run(3), await run(5), await run(null)]
  expect(first.slice(0, 3)).toEqual([10, 20, 30])
  expect(second[0]).toBeGreaterThan(first.at(-1) ?? 0)
  expect(third[0]).toBeGreaterThan(second.at(-1) ?? 0)
  expect(third.at(-1)).toBe(lines)
  const store = await openStore({ dataDir: folder })
  expect(await store.imports.runs()).toMatchObject([{ rows: lines, accepted: 2 * lines, duplicates: 0, incidents: lines, finished: true }])
  const view = store.publicView(new Date().toISOString())
  expect((await view.incidents(everything, { limit: 1 })).total).toBe(lines)
  expect((await view.observations(everything, { limit: 1 })).total).toBe(2 * lines)
  expect(await store.verify()).toMatchObject({ ok: true })
  await store.close()
})
