import { Command } from 'commander'
import { ensureBuild } from '../support/build'
import { fuzz } from './run'

const program = new Command('fuzz')
  .description(
    'Sends requests made from the API’s document, right, nearly right and wild, to the built server, and tells what it should not have answered',
  )
  .option('--requests <n>', 'how many', Number, 20_000)
  .option('--seed <n>', 'the same seed sends the same requests', Number, Date.now() % 1_000_000)
  .action(async ({ requests: runs, seed }: { requests: number; seed: number }) => {
    ensureBuild()
    const { requests, statuses, faults } = await fuzz({ runs, seed })
    for (const fault of faults) console.log(`\n${fault}`)
    console.log(`\n${requests} requests of seed ${seed}: ${faults.length} faults`)
    console.log(
      Object.entries(statuses)
        .map(([status, times]) => `${status}: ${times}`)
        .join(', '),
    )
    process.exitCode = faults.length === 0 ? 0 : 1
  })

await program.parseAsync()
