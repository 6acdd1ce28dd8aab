import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Command } from 'commander'
import { root } from '../support/root'
import { circumstances, sectionOf, withSection } from './document'
import { parts } from './parts'

const document = join(root, 'docs/performance.md')

async function run(names: readonly string[], { write = false }: { write?: boolean }): Promise<void> {
  const unknown = names.filter((name) => !Object.hasOwn(parts, name))
  if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(', ')}; there are ${Object.keys(parts).join(', ')}`)
  for (const [name, part] of Object.entries(parts)) {
    if (names.length > 0 && !names.includes(name)) continue
    const section = sectionOf(name, part, await part.measure(), circumstances(new Date()))
    console.log(section)
    if (write) writeFileSync(document, withSection(readFileSync(document, 'utf8'), name, section))
  }
}

await new Command('bench')
  .description('Measures the product. Machines that are shared are noisy: the ratios are what counts.')
  .argument('[parts...]', `what to measure (${Object.keys(parts).join(', ')}); everything where nothing is named`)
  .option('--write', 'put what was measured into docs/performance.md')
  .action(run)
  .parseAsync()
