import { format } from 'node:util'
import { log } from './log'

const isError = (said: unknown): said is Error => said instanceof Error

/** Has what the framework and other libraries print as warnings and errors told in the log, so that each of its lines is one JSON object. */
export function logConsole(): void {
  for (const level of ['warn', 'error'] as const) {
    console[level] = (...said: unknown[]) => {
      const err = said.find(isError)
      log()[level]({ ...(err && { err }) }, format(...said.filter((each) => !isError(each))).trim() || 'printed')
    }
  }
}
