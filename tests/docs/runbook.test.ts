import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { Environment } from '@/lib/config/settings'
import { operations } from '@/lib/http/operations'
import { ledgerMetrics } from '@/lib/metrics/ledger-metrics'
import { requestMetrics } from '@/lib/metrics/request-metrics'
import { ReviewRequest } from '@/lib/schema/review'
import manifest from '@/package.json'
import { root } from '../support/root'

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const runbook = read('docs/runbook.md')
const unit = read('deploy/outage-ledger.service')
const dockerfile = read('Dockerfile')

/** What Node and Next read for themselves. */
const theirs = ['NODE_ENV', 'NODE_OPTIONS', 'NEXT_TELEMETRY_DISABLED']

it('names no setting that there is not, nor do the files that it sets up', () => {
  const said = [
    ...[...runbook.matchAll(/`([A-Z][A-Z_]{3,})(?:=[^`]*)?`|\b([A-Z][A-Z_]{3,})=/g)].map(([, quoted, given]) => quoted ?? given ?? ''),
    ...[...unit.matchAll(/^Environment=(.+)$/gm)].flatMap(([, line = '']) =>
      [...line.matchAll(/\b([A-Z_]+)=/g)].map(([, name = '']) => name),
    ),
    ...[...dockerfile.matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) =>
      [...line.matchAll(/\b([A-Z_]+)=/g)].map(([, name = '']) => name),
    ),
  ]
  expect(said.length).toBeGreaterThan(20)
  expect(said.filter((name) => !Object.hasOwn(Environment.shape, name) && !theirs.includes(name))).toEqual([])
})

it('names no figure that is not told', () => {
  const registry = new Registry()
  requestMetrics(registry)
  ledgerMetrics(registry, { store: { engine: 'embedded' } as never, clock: () => '' })
  const told = registry.getMetricsAsArray().map(({ name }) => name)
  const said = [...runbook.matchAll(/outage_ledger_\w+/g)].map(([name]) => name)
  expect(said.length).toBeGreaterThan(4)
  expect(said.filter((name) => !told.includes(name))).toEqual([])
})

it('asks addresses that there are, with a decision that can be made', () => {
  const paths = Object.values(operations).map(({ path }) => path.replace('{id}', 'ID'))
  const said = [...runbook.matchAll(/(?<=`|:3000)\/api\/[\w/]+/g)].map(([path]) => path)
  expect(said.length).toBeGreaterThan(3)
  expect(said.filter((path) => !paths.includes(path))).toEqual([])
  const bodies = [...runbook.matchAll(/-d '(\{.*\})'/g)].map(([, body = '']) => JSON.parse(body))
  expect(bodies.map((body) => ReviewRequest.safeParse(body).success)).toEqual([true])
})

it('runs scripts of the package, and files that are there', () => {
  const scripts = [...runbook.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? '')
  expect(new Set(scripts)).toEqual(new Set(['build', 'keys', 'ledger', 'backup', 'restore']))
  expect(scripts.filter((name) => !Object.hasOwn(manifest.scripts, name))).toEqual([])
  for (const [file] of runbook.matchAll(/\bdeploy\/[\w.-]+/g)) expect(existsSync(join(root, file)), file).toBe(true)
  // Without npm between, which would get the signals in its place.
  expect(unit).toContain(`ExecStart=/usr/bin/node ${manifest.scripts.start.replace('tsx ', '--import tsx ')}`)
})

it('lets a process end before it is killed', () => {
  const [, seconds] = /^TimeoutStopSec=(\d+)$/m.exec(unit) ?? []
  expect(Number(seconds)).toBeGreaterThan(Environment.parse({}).SHUTDOWN_SECONDS)
})
