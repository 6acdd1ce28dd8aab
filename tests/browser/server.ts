import type { TestProject } from 'vitest/node'
import { ensureBuild } from '../support/build'
import { findChromium } from '../support/chromium'
import { startServer } from '../support/server'

/** Files that run at the same time. */
export const sideBySide = 2

/**
 * A server for the suites that only read, whose records are the shipped ones all the way, and those for the suites that write: one for each
 * of the files that run side by side, so that none sees another's records come while it looks.
 */
export interface BaseUrls {
  reads: string
  writes: string[]
}

/** What the browser tests run against, or why they do not run. */
export type BrowserGround =
  | { state: 'ready'; baseUrls: BaseUrls; chromium: string }
  | { state: 'skipped'; reason: string }
  | { state: 'failed'; reason: string }

declare module 'vitest' {
  interface ProvidedContext {
    ground: BrowserGround
    /** Addresses of the running product, empty where the browser tests do not run. */
    baseUrls: BaseUrls
  }
}

function provide(project: TestProject, ground: BrowserGround) {
  project.provide('ground', ground)
  project.provide('baseUrls', ground.state === 'ready' ? ground.baseUrls : { reads: '', writes: [] })
}

/** Once before all browser tests: a production build, two servers with stores of their own, their addresses for the tests. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = findChromium()
  if (chromium === null) {
    console.warn('\nSKIPPED: browser tests, no Chromium found (set CHROMIUM_PATH)\n')
    provide(project, { state: 'skipped', reason: 'no Chromium found' })
    return undefined
  }
  try {
    ensureBuild()
    const [reads, ...writes] = await Promise.all([startServer(), ...Array.from({ length: sideBySide }, () => startServer())])
    provide(project, { state: 'ready', baseUrls: { reads: reads.baseUrl, writes: writes.map(({ baseUrl }) => baseUrl) }, chromium })
    return async () => {
      await Promise.all([reads, ...writes].map((server) => server.stop()))
    }
  } catch (error) {
    // Told as one failed test in each file, so that a broken build does not hide what the other tests found.
    provide(project, { state: 'failed', reason: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}
