import { readSettings, type Settings } from '@/lib/config/settings'
import { loadTerritory, type Territory } from '@/lib/regions/territory'
import type { Actor } from '@/lib/schema/ledger'
import type { Instant } from '@/lib/schema/time'
import { openStore } from '@/lib/store/open'
import type { Store } from '@/lib/store/store'
import { anonymous } from './anonymous'
import { notePresent } from './answer-life'

/** What every verb is given: `({ store, clock, actor, … }, input)`. */
export interface Context {
  store: Store
  clock: () => Instant
  actor: Actor
  territory: Territory
  settings: Settings
}

/** What reading for everybody needs: a command beside a running server has it too. */
export type PublicReading = Pick<Context, 'clock' | 'territory'> & { store: Pick<Store, 'publicView'> }

/** A context that has yet to touch the store. */
export type Desk = Omit<Context, 'store'>

interface Process {
  settings: Settings
  store: Promise<Store>
}

// On globalThis because a build gives pages and route handlers module variables of their own, and a process has one store.
const shared = globalThis as typeof globalThis & { outageLedger?: Process }

/** Opens this process's store once, by the environment or as whoever begins the process says; a failed opening is tried again at the next call. */
export function processStore(said?: Settings): Process {
  if (!shared.outageLedger) {
    const settings = said ?? readSettings(process.env)
    const store = openStore(settings)
    shared.outageLedger = { settings, store }
    store.catch(() => {
      delete shared.outageLedger
    })
  }
  return shared.outageLedger
}

/** The settings of this process, whether or not its store is open or answers. */
export const processSettings = (): Settings => shared.outageLedger?.settings ?? readSettings(process.env)

/** Opens this process's store for a command that takes as long as it takes: none of its statements is cut. */
export const openUnhurried = (): Process => processStore({ ...readSettings(process.env), databaseSeconds: 0 })

/** Closes the process's store, for an orderly end. */
export async function closeProcessStore(): Promise<void> {
  const open = shared.outageLedger
  delete shared.outageLedger
  if (open) await (await open.store).close()
}

export const systemClock = (): Instant => new Date().toISOString()

/** The clock of the verbs: an answer that looks at it is kept for this minute alone. */
function notedClock(): Instant {
  notePresent()
  return systemClock()
}

/** The context of one call in this process. */
export async function context(actor: Actor = anonymous): Promise<Context> {
  const { settings, store } = processStore()
  return { store: await store, clock: notedClock, actor, territory: loadTerritory(settings.territory), settings }
}
