import { AsyncLocalStorage } from 'node:async_hooks'

/** What is known of how long an answer holds while it is worked out. */
interface AnswerLife {
  /** Whether it looked at the clock for more than the guard: then it is of this minute. */
  readsPresent: boolean
}

// On globalThis for the reason in context.ts: the server around the framework and the pages within it have copies of this module each.
const shared = globalThis as typeof globalThis & { outageLedgerAnswers?: AsyncLocalStorage<AnswerLife | undefined> }
shared.outageLedgerAnswers ??= new AsyncLocalStorage()
const lives = shared.outageLedgerAnswers

/** Says that the answer being worked out is of the present minute, and may be another one in the next. */
export function notePresent(): void {
  const life = lives.getStore()
  if (life !== undefined) life.readsPresent = true
}

/** Looks at a clock for what the ends of holds settle: an answer lasts no longer than to the next of them anyway. */
export const unnoted = <T>(look: () => T): T => lives.run(undefined, look)

/** Works out an answer, and tells what it was made of. */
export async function withAnswerLife<T>(work: () => Promise<T>): Promise<{ result: T; readsPresent: boolean }> {
  const life: AnswerLife = { readsPresent: false }
  const result = await lives.run(life, work)
  return { result, readsPresent: life.readsPresent }
}
