import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { productionEnv } from './environment'
import { root } from './root'

const sources = ['app', 'lib', 'data', 'public', 'proxy.ts', 'next.config.js', 'package-lock.json', 'tsconfig.json']
// Next writes this file when all else is done, so a build that was cut short has none.
const marker = join(root, '.next', 'export-marker.json')

/** Time of the newest file in `path`, in milliseconds; 0 where there is none. */
function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return 0
  if (!stat.isDirectory()) return stat.mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs)
}

/** Whether a finished production build stands and is at least as new as every source it was made from. */
export function buildIsFresh(): boolean {
  const built = newest(marker)
  return built > 0 && sources.every((source) => newest(join(root, source)) <= built)
}

/**
 * Builds the product unless a fresh build stands.
 * Throws with the end of the build's output where it fails; then no build stands that a later run could mistake for a good one.
 */
export function ensureBuild(): void {
  if (buildIsFresh()) return
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'build'], { cwd: root, env: productionEnv(), encoding: 'utf8' })
  if (status === 0) return
  rmSync(marker, { force: true })
  throw new Error(`npm run build failed (exit ${status}):\n${`${stdout}\n${stderr}`.trim().split('\n').slice(-40).join('\n')}`)
}
