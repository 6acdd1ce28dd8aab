import type { TestProject } from 'vitest/node'
import { ensureBuild } from '../support/build'
import { findChromium } from '../support/chromium'
import { startServer } from '../support/server'

/** What the browser tests run against, or why they do not run. */
export type BrowserGround =
  | { state: 'ready'; baseUrl: string; chromium: string }
  | { state: 'skipped'; reason: string }
  | { state: 'failed'; reason: string }

declare module 'vitest' {
  interface ProvidedContext {
    ground: BrowserGround
    /** Address of the running product, empty where the browser tests do not run. */
    baseUrl: string
  }
}

function provide(project: TestProject, ground: BrowserGround) {
  project.provide('ground', ground)
  project.provide('baseUrl', ground.state === 'ready' ? ground.baseUrl : '')
}

/** Once before all browser tests: a production build, a server on a free port with an empty store, its address for the tests. */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const chromium = findChromium()
  if (chromium === null) {
    console.warn('\nSKIPPED: browser tests, no Chromium found (set CHROMIUM_PATH)\n')
    provide(project, { state: 'skipped', reason: 'no Chromium found' })
    return undefined
  }
  try {
    ensureBuild()
    const server = await startServer()
    provide(project, { state: 'ready', baseUrl: server.baseUrl, chromium })
    return server.stop
  } catch (error) {
    // Told as one failed test in each file, so that a broken build does not hide what the other tests found.
    provide(project, { state: 'failed', reason: error instanceof Error ? error.message : String(error) })
    return undefined
  }
}
