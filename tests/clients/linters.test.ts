import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type RunningServer, startServer } from '../support/server'
import { clientModules } from './client-modules'
import { clientSuite } from './suite'

/** Runs a command of the installed clients; its exit code and all it printed. */
function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(join(clientModules, '.bin', command), args, { encoding: 'utf8' })
  return { status, printed: `${stdout}${stderr}` }
}

clientSuite('checkers of OpenAPI', [{ npm: '@stoplight/spectral-cli' }, { npm: '@redocly/cli' }], () => {
  let server: RunningServer
  let folder: string
  let file: string
  beforeAll(async () => {
    // A document that says localhost of itself is warned of.
    server = await startServer({ env: { PUBLIC_URL: 'https://outages.test' } })
    folder = mkdtempSync(join(tmpdir(), 'outage-ledger-openapi-'))
    file = join(folder, 'openapi.json')
    writeFileSync(file, await (await fetch(`${server.baseUrl}/api/v1/openapi.json`)).text())
  })
  afterAll(async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('Spectral finds no error, and nothing to warn of', () => {
    const rules = join(folder, 'rules.yaml')
    writeFileSync(rules, 'extends: ["spectral:oas"]\n')
    const { status, printed } = run('spectral', 'lint', file, '--ruleset', rules, '--fail-severity', 'warn')
    expect(status, printed).toBe(0)
  })

  it('Redocly finds no error, and nothing to warn of', () => {
    const { status, printed } = run('redocly', 'lint', file, '--extends', 'recommended', '--format', 'checkstyle')
    expect(status, printed).toBe(0)
    expect(printed.match(/<error .*/g)).toBeNull()
  })
})
