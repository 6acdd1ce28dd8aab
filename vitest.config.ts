import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const jsonReport = process.env.VITEST_JSON
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
          exclude: [anyTest('server/'), anyTest('browser/')],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: [anyTest('server/')],
          globalSetup: ['tests/server/built.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: [anyTest('browser/')],
          globalSetup: ['tests/browser/server.ts'],
          fileParallelism: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
