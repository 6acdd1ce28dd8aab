import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { sideBySide } from './tests/browser/server'

const jsonReport = process.env.VITEST_JSON
// Where the whole product is tried, a machine that stalls can break a test once. It is tried again, and the report says so (`retry x1`).
const retry = process.env.CI ? 1 : 0
const anyTest = (folder: string) => `tests/${folder}**/*.test.{ts,tsx}`

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    // VITEST_JSON names a file for a machine-readable report beside the readable one.
    reporters: jsonReport ? ['default', 'json'] : ['default'],
    outputFile: jsonReport ? { json: jsonReport } : {},
    // One group after another: a browser that shares the processor with everything else is slow.
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [anyTest('')],
          exclude: [anyTest('server/'), anyTest('clients/'), anyTest('browser/')],
          // One less than there are cores would be one of two, while a database works in the other.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          retry,
          include: [anyTest('server/')],
          globalSetup: ['tests/server/built.ts'],
          // Each file has servers of its own, and waits for them more than it works.
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'clients',
          retry,
          include: [anyTest('clients/')],
          exclude: ['tests/clients/node_modules/**'],
          globalSetup: ['tests/server/built.ts'],
          maxWorkers: 2,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          retry,
          include: [anyTest('browser/')],
          globalSetup: ['tests/browser/server.ts'],
          maxWorkers: sideBySide,
          // Axe over a whole page with everything open takes most of a minute where the machine does something else besides.
          testTimeout: 120_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
