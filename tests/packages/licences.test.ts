import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { root } from '../support/root'
import { exceptionOf, exceptions, isPermissive, licencesInWords, productionPackages } from './licences'

it('lets every package in production ask for no more than a notice, or says why it does', () => {
  const all = productionPackages()
  expect(all.length).toBeGreaterThan(100)
  expect(all.filter((one) => !isPermissive(one.licence) && !exceptionOf(one))).toEqual([])
})

it('has no exception that nothing needs', () => {
  const needed = new Set(
    productionPackages()
      .filter(({ licence }) => !isPermissive(licence))
      .map(exceptionOf),
  )
  expect(exceptions.filter((exception) => !needed.has(exception))).toEqual([])
})

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0-only)', true],
  ['MIT AND OFL-1.1', true],
  ['Apache-2.0 AND LGPL-3.0-or-later', false],
  ['AGPL-3.0-only', false],
  ['none said', false],
])('%s: %s', (expression, expected) => {
  expect(isPermissive(expression)).toBe(expected)
})

it('is what docs/licences.md says: npm run licences writes it anew', () => {
  expect(readFileSync(join(root, 'docs', 'licences.md'), 'utf8')).toBe(licencesInWords())
})
