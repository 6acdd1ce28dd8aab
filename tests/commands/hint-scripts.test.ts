import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hintScripts } from '@/lib/commands/hint-scripts'

describe('the scripts that every page begins with', () => {
  let build = ''
  const path = (file: string) => join(build, file)
  const lay = (files: Record<string, string>) => {
    for (const [file, text] of Object.entries(files)) writeFileSync(path(file), text)
  }
  const main = ['static/chunks/a.js', 'static/chunks/b.js']
  beforeEach(() => {
    build = mkdtempSync(join(tmpdir(), 'outage-ledger-build-'))
    mkdirSync(path('static/chunks'), { recursive: true })
    lay({ 'static/chunks/a.js': 'a()', 'static/chunks/b.js': 'b()', 'static/chunks/c.js': 'c()' })
  })
  afterEach(() => rmSync(build, { recursive: true }))

  it('are marked once, however often it is asked for, and the others are left as they are', () => {
    lay({ 'build-manifest.json': JSON.stringify({ rootMainFiles: main, polyfillFiles: ['static/chunks/c.js'] }) })
    hintScripts(build)
    hintScripts(build)
    expect(main.map((file) => readFileSync(path(file), 'utf8'))).toEqual([
      '//# allFunctionsCalledOnLoad\na()',
      '//# allFunctionsCalledOnLoad\nb()',
    ])
    expect(readFileSync(path('static/chunks/c.js'), 'utf8')).toBe('c()')
  })

  it.each([{}, { rootMainFiles: [] }, { rootMainFiles: ['static/chunks/gone.js'] }])(
    'are missed loudly where the build does not name them: %j',
    (manifest) => {
      lay({ 'build-manifest.json': JSON.stringify(manifest) })
      expect(() => hintScripts(build)).toThrow()
    },
  )
})
