import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { productionEnv } from '../support/environment'
import { root } from '../support/root'

/** Runs one of the terminal's commands (`start`, `ledger`, `import`, `keys`, `dump`, `backup`, `restore`) to its end; its exit code and what it printed. */
export async function runCommand(
  name: 'start' | 'ledger' | 'import' | 'keys' | 'dump' | 'backup' | 'restore',
  args: readonly string[],
  env: Record<string, string>,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `lib/commands/${name}.ts`, ...args], { cwd: root, env: productionEnv(env) })
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream].setEncoding('utf8').on('data', (text: string) => (printed[stream] += text))
  await once(child, 'close')
  return { code: child.exitCode ?? -1, ...printed }
}

/** The lines of a text that are not empty. */
export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '')
