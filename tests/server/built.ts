import type { TestProject } from 'vitest/node'
import { ensureBuild } from '../support/build'

declare module 'vitest' {
  interface ProvidedContext {
    /** Why there is no production build; empty where there is one. */
    buildError: string
  }
}

/** Once before all tests that start servers of their own: makes sure a production build stands. */
export default function setup(project: TestProject): void {
  try {
    ensureBuild()
    project.provide('buildError', '')
  } catch (error) {
    // Told as one failed test in each file, so that a broken build does not hide what the other tests found.
    project.provide('buildError', error instanceof Error ? error.message : String(error))
  }
}
