import { EventEmitter, once } from 'node:events'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { build } from 'vite'
import { z } from 'zod'
import { openForReading } from '@/lib/store/open'
import type { Ground } from '../store/ground'
import { root } from '../support/root'
import { type RunningServer, startServer } from '../support/server'
import type { Dice } from './dice'
import { type Trace, type Write, Writer } from './writes'

const writers = 6
/** How many of the last records are asked for through the API after each round. */
const looked = 10
/** When the process is killed, in milliseconds after the first acknowledgement: a process that has just begun takes its time. */
const [earliest, latest] = [50, 1500]

/** What came of a round: what was answered before the kill, and what was under way and was sent again. */
export interface RoundResult {
  killedAfter: number
  acknowledged: number
  sentAgain: number
  /** Of those sent again, which were stored already though their answer was lost. */
  storedUnanswered: number
}

const Row = z.object({ verb: z.string(), subject: z.string(), payload: z.string().nullable() })
type Row = z.infer<typeof Row>

const settingsOf = ({ settings }: Ground) => ({
  SEED: 'none',
  ...(settings.databaseUrl !== undefined && { DATABASE_URL: settings.databaseUrl }),
})

/** What is killed: the whole product, or its handlers alone, which begin in a third of the time. */
export type Program = 'product' | 'bare'

const builtTo = join(root, 'node_modules/.cache/outage-ledger-crash')
const programs: Record<Program, { program?: string }> = { product: {}, bare: { program: join(builtTo, 'bare-server.js') } }

/** Puts the handlers and all they need into one file, which begins faster than its many parts. */
export async function buildBare(): Promise<void> {
  const ssr = join(root, 'tests/crash/bare-server.ts')
  const options = { outDir: builtTo, emptyOutDir: true, copyPublicDir: false, minify: false, target: 'node20' } as const
  await build({ root, configFile: false, logLevel: 'error', resolve: { alias: { '@': root } }, build: { ssr, ...options } })
}

async function answer(write: Write, response: Response): Promise<void> {
  const text = await response.text()
  if (![200, 201, 202].includes(response.status)) throw new Error(`a ${write.kind} was answered ${response.status}: ${text}`)
  write.acknowledged(JSON.parse(text))
}

/** Sends a write; false where the line broke before its answer was whole, as it does when the process is killed. */
async function isAcknowledged(write: Write, baseUrl: string): Promise<boolean> {
  try {
    await answer(write, await write.send(baseUrl))
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

const uuid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g

/** What tells a row: its subject where it is a decision or a takedown has blanked it, else the marks in its payload. */
function marksOf({ verb, subject, payload }: Row): Iterable<string> {
  if (payload === null || !['incident.created', 'report.added'].includes(verb)) return [subject]
  return new Set(payload.match(uuid) ?? [])
}

/** Counts how often the ledger holds a trace. */
function counting(rows: readonly Row[]): (trace: Trace) => number {
  const counts = new Map<string, number>()
  for (const row of rows) for (const mark of marksOf(row)) counts.set(`${row.verb} ${mark}`, (counts.get(`${row.verb} ${mark}`) ?? 0) + 1)
  const count = (verb: string, mark: string) => counts.get(`${verb} ${mark}`) ?? 0
  return ({ verb, mark, subject }) => count(verb, mark) + (subject === undefined ? 0 : count(verb, subject))
}

/** The store of one series of rounds, with all that was ever acknowledged of it. */
export class CrashSeries {
  #server: RunningServer | null = null
  readonly #writers: Writer[]
  readonly #acknowledged: Write[] = []

  constructor(
    private readonly ground: Ground,
    private readonly dice: Dice,
    private readonly program: Program,
  ) {
    this.#writers = Array.from({ length: writers }, () => new Writer(dice))
  }

  /** Writes, kills, starts again, sends again what was not answered. Throws with what does not hold. */
  async round(): Promise<RoundResult> {
    const server = this.#server ?? (await this.#start())
    const killedAfter = this.dice.between(earliest, latest)
    const unanswered: Write[] = []
    const before = this.#acknowledged.length
    const begun = new EventEmitter()
    let isKilled = false
    const writing = this.#writers.map(async (writer) => {
      while (!isKilled) {
        const write = writer.next()
        if (!(await isAcknowledged(write, server.baseUrl))) return void unanswered.push(write)
        this.#acknowledged.push(write)
        begun.emit('one')
      }
    })
    const written = Promise.all(writing)
    // A writer that fails ends the round at once.
    await Promise.race([once(begun, 'one').then(() => setTimeout(killedAfter)), written])
    isKilled = true
    await server.kill('SIGKILL')
    this.#server = null
    await written
    const acknowledged = this.#acknowledged.length - before

    const again = await this.#start()
    this.#server = again
    const stored = await this.#requireWhole(unanswered)
    for (const write of unanswered) {
      await answer(write, await write.send(again.baseUrl))
      this.#acknowledged.push(write)
    }
    await this.#requireWhole([])
    await this.#requireVerified()
    await this.#requireServed(again.baseUrl)
    return { killedAfter, acknowledged, sentAgain: unanswered.length, storedUnanswered: stored }
  }

  /** Everything it has acknowledged so far. */
  get acknowledged(): number {
    return this.#acknowledged.length
  }

  /** Ends the server as an operator does. */
  async stop(): Promise<void> {
    await this.#server?.kill('SIGTERM')
    this.#server = null
  }

  #start(): Promise<RunningServer> {
    return startServer({ dataDir: this.ground.settings.dataDir, env: settingsOf(this.ground), ...programs[this.program] })
  }

  async #rows(): Promise<Row[]> {
    return z.array(Row).parse(await this.ground.meddle('select verb, subject, payload from ledger order by seq'))
  }

  /** Everything acknowledged is in the ledger once, and each of the others wholly or not at all. Answers how many of the others are. */
  async #requireWhole(unanswered: readonly Write[]): Promise<number> {
    const count = counting(await this.#rows())
    const told = ({ kind, traces }: Write) => `a write (${kind}): ${JSON.stringify(traces.map((trace) => [trace, count(trace)]))}`
    const lost = this.#acknowledged.find(({ traces }) => traces.some((trace) => count(trace) !== 1))
    if (lost !== undefined) throw new Error(`acknowledged and not in the ledger once, ${told(lost)}`)
    const isHalf = ({ traces }: Write) => traces.some((trace) => count(trace) > 1) || new Set(traces.map(count)).size > 1
    const half = unanswered.find(isHalf)
    if (half !== undefined) throw new Error(`neither whole in the ledger nor absent, ${told(half)}`)
    return unanswered.filter(({ traces: [first] }) => first !== undefined && count(first) === 1).length
  }

  /** The chain holds, and the tables are as the ledger makes them. */
  async #requireVerified(): Promise<void> {
    const store = await openForReading(this.ground.settings)
    try {
      const { problem } = await store.verify()
      if (problem !== null) throw new Error(`the ledger does not verify: ${problem}`)
    } finally {
      await store.close()
    }
  }

  /** The last of what was acknowledged is served, and nothing of it that was retracted or taken down. */
  async #requireServed(baseUrl: string): Promise<void> {
    const made = this.#acknowledged.flatMap(({ kind, traces: [first] }) => (kind === 'incident' && first?.subject ? [first.subject] : []))
    const ends = new Set(['incident.retracted', 'incident.takenDown'])
    const ended = new Set(this.#acknowledged.flatMap(({ traces }) => traces.filter(({ verb }) => ends.has(verb)).map(({ mark }) => mark)))
    for (const id of made.slice(-looked)) {
      const { status } = await fetch(`${baseUrl}/api/v1/incidents/${id}`)
      if ((status === 200) === ended.has(id)) throw new Error(`incident ${id} was answered ${status}`)
    }
  }
}
