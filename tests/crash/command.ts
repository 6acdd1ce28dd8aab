import { Command, Option } from 'commander'
import { type CrashEngine, crash } from './crash'
import { buildBare } from './crash-series'

async function run({
  rounds,
  engine,
  seed,
  product,
}: {
  rounds: string
  engine?: CrashEngine
  seed?: string
  product?: true
}): Promise<void> {
  if (!product) await buildBare()
  const first = seed === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(seed)
  for (const each of engine === undefined ? (['sqlite', 'postgresql'] as const) : [engine]) {
    console.log(`${each}, seed ${first}`)
    const begin = performance.now()
    const totals = await crash(each, { rounds: Number(rounds), seed: first, program: product ? 'product' : 'bare', tell: console.log })
    const { acknowledged, sentAgain, storedUnanswered } = totals
    const seconds = Math.round((performance.now() - begin) / 1000)
    console.log(
      `${each}: ${totals.rounds} rounds in ${seconds} s, ${acknowledged} acknowledged writes, none lost, none twice; ${sentAgain} sent again after the kill, of which ${storedUnanswered} were stored already`,
    )
  }
}

await new Command('crash')
  .description('Kills a writing server (SIGKILL) again and again, and looks each time for everything that it had acknowledged.')
  .addOption(new Option('--rounds <n>', 'how often').default('200'))
  .addOption(new Option('--engine <engine>', 'one of the two alone').choices(['sqlite', 'postgresql']))
  .addOption(new Option('--seed <n>', 'draws what an earlier run drew'))
  .option('--product', 'kills the whole product, which takes longer to begin and needs a build; else its handlers alone')
  .action(run)
  .parseAsync()
