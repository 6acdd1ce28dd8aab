import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { z } from 'zod'
import { python } from './suite'

/**
 * Runs a script of the system's Python, which prints one JSON value, and parses it. Without blocking: the script may ask a server that this
 * process keeps. Throws with what the script printed where it fails.
 */
export async function readWithPython<S extends z.ZodType>(schema: S, script: string, ...args: string[]): Promise<z.output<S>> {
  const { stdout } = await promisify(execFile)(python, ['-c', script, ...args], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return schema.parse(JSON.parse(stdout))
}
