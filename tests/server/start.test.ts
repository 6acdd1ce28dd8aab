import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Health, IncidentPage } from '@/lib/schema/answers'
import { root } from '../support/root'
import { freePort, type RunningServer, startServer } from '../support/server'
import { anIncident, asEditor, ask, impactAt, observationCount, postIncident } from './client'
import { linesOf, runCommand } from './command'
import { restart } from './restart'
import { serverSuite } from './suite'

const shipped = join(root, 'data', 'records', 'ua-observations.jsonl')
const sequence = async (baseUrl: string) => (await ask(Health, `${baseUrl}/api/health`)).ledgerSeq

serverSuite('starting beside another', () => {
  let server: RunningServer
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'outage-ledger-files-'))
    server = await startServer()
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('a second server on the same folder ends with one line that names it, and nothing is lost', async () => {
    const before = await observationCount(server.baseUrl)
    const port = String(await freePort())
    const { code, stdout, stderr } = await runCommand('start', [], { DATA_DIR: server.dataDir, PORT: port })
    expect(code).toBe(1)
    expect(linesOf(`${stdout}\n${stderr}`)).toEqual([expect.stringContaining(server.dataDir)])
    const response = await postIncident(server.baseUrl, anIncident(), asEditor)
    expect(response.status).toBe(201)
    expect(await observationCount(server.baseUrl)).toBe(before + 2)
  })

  it('a preview of an import tells what is there and what cannot be read, and changes nothing', async () => {
    const before = await sequence(server.baseUrl)
    const [first = ''] = readFileSync(shipped, 'utf8').split('\n')
    const file = join(folder, 'records.jsonl')
    writeFileSync(
      file,
      `${readFileSync(shipped, 'utf8').trimEnd()}\n${first.replace('"region_iso": "UA"', '"region_iso": "UA-99"')}\nno record\n`,
    )
    const { code, stdout } = await runCommand('import', [file, '--dry-run'], { DATA_DIR: server.dataDir })
    expect(code).toBe(0)
    expect(linesOf(stdout)[0]).toBe('rows 560: accepted 0, duplicates 558, quarantined 2; new incidents 0')
    expect(stdout).toMatch(/quarantined line 559, region_iso: \S/)
    expect(stdout).toMatch(/quarantined line 560, line: \S/)
    expect(await sequence(server.baseUrl)).toBe(before)
  })

  it('an import that would write is refused beside it, with one line', async () => {
    const before = await sequence(server.baseUrl)
    const { code, stdout, stderr } = await runCommand('import', [shipped], { DATA_DIR: server.dataDir })
    expect(code).toBe(1)
    expect(linesOf(`${stdout}\n${stderr}`)).toEqual([expect.stringContaining(server.dataDir)])
    expect(await sequence(server.baseUrl)).toBe(before)
  })

  it('the ledger is checked beside it, and rebuilding is refused', async () => {
    const settings = { DATA_DIR: server.dataDir }
    expect(await runCommand('ledger', ['verify'], settings)).toMatchObject({ code: 0, stdout: expect.stringContaining('ok:') })
    const rebuild = await runCommand('ledger', ['rebuild'], settings)
    expect(rebuild.code).toBe(1)
    expect(linesOf(rebuild.stderr)).toEqual([expect.stringContaining(server.dataDir)])
  })

  it('a second start on the folder adds nothing', async () => {
    const [observations, before] = [await observationCount(server.baseUrl), await sequence(server.baseUrl)]
    server = await restart(server, 'SIGTERM')
    expect(server.output()).not.toContain('took in')
    expect([await observationCount(server.baseUrl), await sequence(server.baseUrl)]).toEqual([observations, before])
  })
})

// Which values cannot be is tried where settings are read; here, that a start ends by one of them as it should.
serverSuite('a setting that cannot be', () => {
  it.each([
    ['PORT', 'eighty'],
    ['EDITOR_TOKENS', 'short'],
  ])('%s=%s is one line with its name, and exit 1', async (name, value) => {
    const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-'))
    const { code, stdout, stderr } = await runCommand('start', [], { DATA_DIR: folder, [name]: value })
    rmSync(folder, { recursive: true, force: true })
    expect(linesOf(`${stdout}\n${stderr}`)).toEqual([expect.stringContaining(name)])
    expect(code).toBe(1)
  })

  it('a folder that cannot be made is one line with its name, and exit 1', async () => {
    const { code, stdout, stderr } = await runCommand('start', [], { DATA_DIR: '/dev/null/ledger' })
    expect(linesOf(`${stdout}\n${stderr}`)).toEqual([expect.stringContaining('/dev/null/ledger')])
    expect(code).toBe(1)
  })

  it('a port that is taken is one line with its number, and exit 1', async () => {
    const server = await startServer({ env: { SEED: 'none' } })
    const folder = mkdtempSync(join(tmpdir(), 'outage-ledger-'))
    const { port } = new URL(server.baseUrl)
    const { code, stderr } = await runCommand('start', [], { DATA_DIR: folder, SEED: 'none', PORT: port })
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
    expect(linesOf(stderr)).toEqual([expect.stringContaining(port)])
    expect(code).toBe(1)
  })
})

serverSuite('an empty ledger', () => {
  let server: RunningServer
  beforeAll(async () => {
    server = await startServer({ env: { SEED: 'none' } })
  })
  afterAll(() => server.stop())

  it('takes nothing in, and its API says so without a zero', async () => {
    expect(server.output()).not.toContain('took in')
    expect(await ask(IncidentPage, `${server.baseUrl}/api/v1/incidents`)).toMatchObject({ data: [], total: 0, next: null })
    const { data, totals } = await impactAt(server.baseUrl, 'service=electricity')
    expect(data.every(({ standing, best }) => standing === 'notReported' && best === null)).toBe(true)
    expect(totals).toMatchObject({ best: null, notReported: 27 })
  })

  describe.each([
    ['en', 'The ledger is empty'],
    ['uk', 'Реєстр порожній'],
  ])('/%s', (locale, words) => {
    it('says so', async () => {
      const response = await fetch(`${server.baseUrl}/${locale}`)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain(words)
    })

    it('has a list and a form that work', async () => {
      for (const page of ['incidents', 'report']) expect((await fetch(`${server.baseUrl}/${locale}/${page}`)).status).toBe(200)
    })
  })
})
