import { describe, inject, it } from 'vitest'

/** A `describe` for tests that start the built product with `startServer`; one red test where it could not be built. */
export function serverSuite(name: string, tests: () => void): void {
  const buildError = inject('buildError')
  if (!buildError) {
    describe(name, tests)
    return
  }
  it(`${name}: the product builds`, () => {
    throw new Error(buildError)
  })
}
