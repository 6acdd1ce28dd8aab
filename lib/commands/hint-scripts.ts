import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const Manifest = z.object({ rootMainFiles: z.array(z.string()).nonempty() })

/** What a browser that knows it reads at the head of a script: that all of it will be called at once. */
const hint = '//# allFunctionsCalledOnLoad\n'

/**
 * The last step of `npm run build`: marks the scripts that every page begins with. A browser then compiles them beside the page, while they
 * come, and not between the reader's touches when they are called; on a phone that is a fifth of a second. Others read a comment.
 * Throws where there is no build, or one that does not name these scripts.
 */
export function hintScripts(build: string): void {
  const { rootMainFiles } = Manifest.parse(JSON.parse(readFileSync(join(build, 'build-manifest.json'), 'utf8')))
  for (const file of rootMainFiles) {
    const script = readFileSync(join(build, file), 'utf8')
    if (!script.startsWith(hint)) writeFileSync(join(build, file), hint + script)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) hintScripts(join(process.cwd(), '.next'))
