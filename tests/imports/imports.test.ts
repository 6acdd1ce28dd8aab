import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { afterAll, describe, expect, it } from 'vitest'
import { root } from '../support/root'

const rules: { forbidden: IForbiddenRuleType[]; options: ICruiseOptions } = createRequire(import.meta.url)('./import-rules.cjs')
const smallestProduct = 40

/** What dependency-cruiser sees and objects to in the folders `app` and `lib` under `baseDir`. */
async function cruiseProduct(baseDir: string): Promise<ICruiseResult> {
  const options = { validate: true, ruleSet: { forbidden: rules.forbidden }, ...rules.options, baseDir }
  const { output } = await cruise(['app', 'lib'], options, undefined, { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) })
  if (typeof output === 'string') throw new Error('the cruiser answered with text instead of a result')
  return output
}

it('imports run one way', async () => {
  const { modules, summary } = await cruiseProduct(root)
  const ours = modules.filter(({ source }) => /^(app|lib)\//.test(source))
  const violations = summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  expect(violations).toEqual([])
  expect(ours.length).toBeGreaterThanOrEqual(smallestProduct) // a check that saw nothing must fail
})

/** For each rule a pair of files, the first importing the second, that it must object to. */
const offences: Record<string, [from: string, to: string]> = {
  'no-circular': ['lib/time/a-again.ts', 'lib/time/a.ts'],
  'everything-resolves': ['lib/time/lost.ts', './nowhere'],
  'schema-is-the-bottom': ['lib/schema/a.ts', 'lib/time/b.ts'],
  'time-knows-nothing': ['lib/time/c.ts', 'lib/schema/b.ts'],
  'i18n-knows-nothing': ['lib/i18n/a.ts', 'lib/schema/c.ts'],
  'config-knows-schema': ['lib/config/a.ts', 'lib/time/d.ts'],
  'regions-know-schema': ['lib/regions/a.ts', 'lib/time/e.ts'],
  'outgoing-knows-nothing': ['lib/outgoing/a.ts', 'lib/schema/f.ts'],
  'log-only-tells': ['lib/log/a.ts', 'lib/service/verb.ts'],
  'impact-is-pure': ['lib/impact/a.ts', 'lib/regions/b.ts'],
  'form-is-pure': ['lib/form/a.ts', 'lib/regions/e.ts'],
  'finder-is-pure': ['lib/finder/a.ts', 'lib/regions/e.ts'],
  'guard-is-pure': ['lib/guard/a.ts', 'lib/store/b.ts'],
  'ingest-only-parses': ['lib/ingest/a.ts', 'lib/store/c.ts'],
  'store-knows-schema': ['lib/store/a.ts', 'lib/impact/b.ts'],
  'export-only-writes': ['lib/export/a.ts', 'lib/impact/c.ts'],
  'ogc-is-pure': ['lib/ogc/a.ts', 'lib/store/e.ts'],
  'service-composes': ['lib/service/a.ts', 'lib/http/b.ts'],
  'http-maps-errors': ['lib/http/a.ts', 'lib/service/verb.ts'],
  'answers-stand-before-the-framework': ['lib/answers/a.ts', 'lib/store/d.ts'],
  'metrics-are-read-from-the-service': ['lib/metrics/a.ts', 'lib/http/b.ts'],
  'client-speaks-http': ['lib/client/a.ts', 'lib/time/f.ts'],
  'commands-stay-in-lib': ['lib/commands/a.ts', 'app/screen.ts'],
  'drawing-knows-no-server': ['app/[locale]/_charts/a.ts', 'lib/regions/c.ts'],
  'vocabulary-imports-nothing': ['lib/schema/vocabulary.ts', 'lib/schema/d.ts'],
  'schema-needs-zod-alone': ['lib/schema/e.ts', 'ulid'],
  'screens-and-routes-call-verbs': ['app/page.ts', 'lib/impact/d.ts'],
  'only-routes-use-http': ['app/other/page.ts', 'lib/http/c.ts'],
  'lib-never-imports-app': ['lib/service/b.ts', 'app/page.ts'],
  'product-never-imports-tests': ['lib/service/c.ts', 'tests/factory.ts'],
  'nobody-imports-commands': ['lib/service/d.ts', 'lib/commands/b.ts'],
  'browser-cannot-reach-server': ['app/_map/a.ts', 'lib/service/e.ts'],
  'screens-know-types-of-regions-only': ['app/page2.ts', 'lib/regions/d.ts'],
  'leaflet-only-in-map': ['app/_ui/a.ts', 'react-leaflet'],
  'map-only-through-lazy': ['app/page3.ts', 'app/_map/layers.ts'],
  'drivers-only-in-store': ['lib/service/f.ts', 'kysely'],
  'lib-is-framework-free': ['lib/service/g.ts', 'react'],
  'next-only-starts': ['lib/i18n/b.ts', 'next/headers'],
}

describe('the rules object to', () => {
  const product = mkdtempSync(join(tmpdir(), 'imports-'))
  afterAll(() => rmSync(product, { recursive: true, force: true }))

  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(product, file)), { recursive: true })
    writeFileSync(join(product, file), text)
  }
  const isOurs = (target: string) => target.endsWith('.ts')
  const specifier = (from: string, to: string) => (isOurs(to) ? `${'../'.repeat(from.split('/').length - 1)}${to.slice(0, -3)}` : to)
  const targets = Object.values(offences).map(([, to]) => to)
  for (const to of targets.filter(isOurs)) write(to, 'export const it = 1\n')
  for (const [from, to] of Object.values(offences))
    write(from, `import * as other from '${specifier(from, to)}'\nexport const it = other\n`)
  write('lib/time/a.ts', `import * as other from './a-again'\nexport const it = other\n`)
  const violations = cruiseProduct(product).then(({ summary }) => summary.violations)

  it.each(rules.forbidden.map(({ name }) => name ?? 'a rule without a name'))('%s', async (name) => {
    const [from] = offences[name] ?? ['no offence is known for this rule']
    const found = (await violations).filter(({ rule }) => rule.name === name)
    expect(found.map((violation) => violation.from)).toContain(from)
  })
})
