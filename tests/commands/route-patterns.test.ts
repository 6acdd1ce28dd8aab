import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { routePatterns } from '@/lib/commands/route-patterns'

const dir = mkdtempSync(join(tmpdir(), 'outage-ledger-routes-'))
for (const folder of ['.next', 'public']) mkdirSync(join(dir, folder))
writeFileSync(join(dir, 'public', 'icon-192.png'), '')
const dynamic = [
  ['/api/v1/incidents/[id]', '^/api/v1/incidents/([^/]+?)(?:/)?$'],
  ['/api/[[...path]]', '^/api(?:/(.+?))?(?:/)?$'],
  ['/[locale]', '^/([^/]+?)(?:/)?$'],
  ['/[locale]/incidents/[id]', '^/([^/]+?)/incidents/([^/]+?)(?:/)?$'],
  ['/[locale]/[...rest]', '^/([^/]+?)/(.+?)(?:/)?$'],
].map(([page, regex]) => ({ page, regex }))
writeFileSync(
  join(dir, '.next', 'routes-manifest.json'),
  JSON.stringify({ staticRoutes: [{ page: '/' }, { page: '/api/v1/impact' }], dynamicRoutes: dynamic }),
)
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const patternOf = routePatterns(dir)

it.each([
  ['/', '/'],
  ['/api/v1/impact', '/api/v1/impact'],
  ['/api/v1/incidents/01KESQ3VJ8Z0T8JX2M6W4RB7NC', '/api/v1/incidents/[id]'],
  ['/api/v1/olena', '/api/[[...path]]'],
  ['/uk', '/[locale]'],
  ['/en/incidents/01KESQ3VJ8Z0T8JX2M6W4RB7NC', '/[locale]/incidents/[id]'],
  ['/en/olena', '/[locale]/[...rest]'],
  ['/_next/static/chunks/ab12.js', '/_next'],
  ['/icon-192.png', '/icon-192.png'],
  ['/wp-login.php', '(none)'],
  ['/fr/incidents/x', '(none)'],
  ['*', '(none)'],
])('%s is of the route %s', (path, pattern) => {
  expect([patternOf(path), patternOf(path)]).toEqual([pattern, pattern])
})

it('is one of a closed list, whatever is asked', () => {
  const known = new Set(['/', '/api/v1/impact', '/icon-192.png', '/_next', '(none)', ...dynamic.map(({ page }) => page)])
  const paths = fc.array(fc.oneof(fc.constantFrom('en', 'uk', 'api', 'v1', 'incidents', '_next', ''), fc.string({ unit: 'binary' })))
  fc.assert(fc.property(paths, (parts) => known.has(patternOf(`/${parts.join('/')}`))))
})
