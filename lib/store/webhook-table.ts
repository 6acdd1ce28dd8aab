import type { Kysely, Selectable } from 'kysely'
import type { Instant } from '@/lib/schema/time'
import { AttemptStatus, Delivery, Webhook } from '@/lib/schema/webhook'
import { fixedInstant } from './fixed-instant'
import type { Tables, WebhookLettersTable, WebhooksTable } from './tables'

type Db = Kysely<Tables>

/** A subscription and how far it has come. */
export interface Subscription extends Pick<Webhook, 'id' | 'url' | 'region' | 'service' | 'sequence' | 'attempts' | 'failingSince'> {
  /** Counts its changes: who changes it names the turn it read, and changes nothing where another process was faster. */
  turn: number
  /** The cursor of the changes behind which the next one is sought. */
  place: string
  /** The change that was attempted last; null before the first. */
  event: string | null
}

/** A change that is sent: where it is found again, and how often it was tried with this attempt. */
export interface Letter extends Omit<Delivery, 'status' | 'at'> {
  /** The cursor of the changes that it is the next one behind. */
  place: string
}

/** Which turn of which subscription. */
export type Turn = Pick<Subscription, 'id' | 'turn'>

/** How an attempt ended, and what follows from it for the subscription. */
export interface Outcome {
  at: Instant
  status: AttemptStatus
  /** `kept`: the same letter is tried again when it is due. A dead letter stays where the admin finds it. */
  letter: 'delivered' | 'dead' | 'kept'
  /** Where the next change is sought from now on; unchanged for a letter that is kept or was dead before. */
  place?: string
  /** Not before then is the next attempt made; null for at once. */
  dueAt: Instant | null
  /** Whether nothing more is sent. */
  ended: boolean
}

/**
 * Subscriptions to the changes, how far each has come, and the letters that were not delivered. None of it is in the ledger, and none of it
 * holds a word of a record.
 */
export interface WebhookBook {
  add(webhook: Pick<Webhook, 'id' | 'url' | 'label' | 'region' | 'service' | 'createdAt'>, place: string): Promise<void>
  /** The oldest first, each with its last deliveries and dead letters. */
  list(): Promise<Webhook[]>
  /** False where there is none. */
  remove(id: string): Promise<boolean>
  /** Lets every dead letter be sent once more and one that had ended begin again; how many letters, or null where there is no such subscription. */
  retry(id: string): Promise<number | null>
  /** Those that something may be sent to at a moment, each id with its turn as it is. */
  due(now: Instant): Promise<Subscription[]>
  /** The earliest dead letter that is to be sent once more. */
  askedAgain(id: string): Promise<Letter | null>
  /** Moves on over changes that are none of a subscription’s; false where another process was faster. */
  pass(of: Turn, place: string): Promise<boolean>
  /**
   * Notes that a letter is about to be sent, so that until then nobody else does and a broken process leaves it to be tried again. The turn
   * after it, or null where another process was faster.
   */
  begin(of: Turn, letter: Letter, until: Instant): Promise<Turn | null>
  /** Notes how it ended; nothing where the time for it ran out and somebody else took it. */
  settle(of: Turn, letter: Letter, outcome: Outcome): Promise<void>
  /** Ends a subscription whose place is not in this ledger. */
  end(of: Turn, at: Instant): Promise<void>
  /** Forgets a letter of something that may not be read any more. */
  forget(id: string, event: string): Promise<void>
}

/** How many delivered letters of each subscription are kept to be shown, and how many dead ones are shown. */
const shown = 20

const statusText = (status: AttemptStatus): string => String(status)
const statusOf = (text: string): AttemptStatus => AttemptStatus.parse(/^\d+$/.test(text) ? Number(text) : text)

const subscriptionOf = (row: Selectable<WebhooksTable>): Subscription => ({
  ...{ id: row.id, url: row.url, turn: row.turn, place: row.place, event: row.event, sequence: row.sequence, attempts: row.attempts },
  ...{ region: JSON.parse(row.regions), service: JSON.parse(row.services), failingSince: row.failing_since },
})

const letterOf = ({ event, sequence, kind, incident, report, attempts, place }: Selectable<WebhookLettersTable>): Letter => ({
  ...{ event, sequence, kind, incident, report, attempts, place },
})

function deliveryOf(row: Selectable<WebhookLettersTable>): Delivery {
  const { place: _, ...letter } = letterOf(row)
  return Delivery.parse({ ...letter, status: statusOf(row.status), at: row.attempted_at })
}

async function told(db: Db, row: Selectable<WebhooksTable>): Promise<Webhook> {
  const letters = (states: WebhookLettersTable['state'][]) =>
    db.selectFrom('webhook_letters').where('webhook_id', '=', row.id).where('state', 'in', states)
  const latest = (states: WebhookLettersTable['state'][]) =>
    letters(states).selectAll().orderBy('attempted_at', 'desc').orderBy('sequence', 'desc').limit(shown).execute()
  const dead = await letters(['dead', 'again'])
    .select((eb) => eb.fn.countAll<number | string>().as('total'))
    .executeTakeFirst()
  const { place: _, turn: __, event: ___, ...same } = subscriptionOf(row)
  return Webhook.parse({
    ...same,
    ...{ label: row.label, createdAt: row.created_at, dueAt: row.due_at, deliveredAt: row.delivered_at, endedAt: row.ended_at },
    status: row.status === null ? null : statusOf(row.status),
    delivered: (await latest(['delivered'])).map(deliveryOf),
    deadLetters: (await latest(['dead', 'again'])).map(deliveryOf),
    deadTotal: Number(dead?.total ?? 0),
  })
}

/** Keeps a letter as it ended, and of those delivered the last ones alone. */
async function keep(db: Db, id: string, letter: Letter, state: 'delivered' | 'dead', { at, status }: Outcome): Promise<void> {
  const attempted = { attempts: letter.attempts, status: statusText(status), attempted_at: fixedInstant(at), state }
  await db
    .insertInto('webhook_letters')
    .values({ ...letter, ...attempted, webhook_id: id })
    .onConflict((conflict) => conflict.columns(['webhook_id', 'event']).doUpdateSet(attempted))
    .execute()
  const delivered = db.selectFrom('webhook_letters').where('webhook_id', '=', id).where('state', '=', 'delivered')
  const oldest = await delivered.select('sequence').orderBy('sequence', 'desc').offset(shown).limit(1).executeTakeFirst()
  if (!oldest) return
  const olds = db.deleteFrom('webhook_letters').where('webhook_id', '=', id).where('state', '=', 'delivered')
  await olds.where('sequence', '<=', oldest.sequence).execute()
}

/** Changes a subscription where it is still at the turn it was read at; whether it was. */
async function turned(db: Db, { id, turn }: Turn, change: Partial<WebhooksTable>): Promise<boolean> {
  const changing = db
    .updateTable('webhooks')
    .set({ ...change, turn: turn + 1 })
    .where('id', '=', id)
    .where('turn', '=', turn)
  return (await changing.executeTakeFirst()).numUpdatedRows > 0n
}

type Way = <T>(work: (db: Db) => Promise<T>) => Promise<T>

/** The book over two ways in; within a write they are the same. */
export function webhookBook(reading: Way, writing: Way): WebhookBook {
  return {
    async add({ id, url, label, region, service, createdAt }, place) {
      const chosen = { regions: JSON.stringify(region), services: JSON.stringify(service) }
      const row = { id, url, label, ...chosen, created_at: fixedInstant(createdAt), place, turn: 0, sequence: 0, attempts: 0 }
      await writing((db) => db.insertInto('webhooks').values(row).execute())
    },
    list: () =>
      reading(async (db) => {
        const rows = await db.selectFrom('webhooks').selectAll().orderBy('created_at').orderBy('id').execute()
        const all: Webhook[] = []
        for (const row of rows) all.push(await told(db, row))
        return all
      }),
    remove: (id) =>
      writing(async (db) => {
        await db.deleteFrom('webhook_letters').where('webhook_id', '=', id).execute()
        return (await db.deleteFrom('webhooks').where('id', '=', id).executeTakeFirst()).numDeletedRows > 0n
      }),
    retry: (id) =>
      writing(async (db) => {
        const fresh = { due_at: null, failing_since: null, ended_at: null, attempts: 0 }
        const { numUpdatedRows } = await db
          .updateTable('webhooks')
          .set((eb) => ({ ...fresh, turn: eb('turn', '+', 1) }))
          .where('id', '=', id)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return null
        const letters = db
          .updateTable('webhook_letters')
          .set({ state: 'again' })
          .where('webhook_id', '=', id)
          .where('state', 'in', ['dead', 'again'])
        return Number((await letters.executeTakeFirst()).numUpdatedRows)
      }),
    due: (now) =>
      reading(async (db) => {
        const rows = await db
          .selectFrom('webhooks')
          .selectAll()
          .where('ended_at', 'is', null)
          .where((eb) => eb.or([eb('due_at', 'is', null), eb('due_at', '<=', fixedInstant(now))]))
          .orderBy('id')
          .execute()
        return rows.map(subscriptionOf)
      }),
    askedAgain: (id) =>
      reading(async (db) => {
        const letters = db.selectFrom('webhook_letters').selectAll().where('webhook_id', '=', id).where('state', '=', 'again')
        const row = await letters.orderBy('sequence').limit(1).executeTakeFirst()
        return row ? letterOf(row) : null
      }),
    pass: (of, place) => writing((db) => turned(db, of, { place })),
    begin: (of, { event, sequence, attempts, place }, until) =>
      writing(async (db) => {
        const again = await db
          .selectFrom('webhook_letters')
          .select('event')
          .where('webhook_id', '=', of.id)
          .where('event', '=', event)
          .executeTakeFirst()
        // A dead letter is sent beside the order: what is under way keeps its number and its count.
        const underWay = again ? {} : { event, sequence, attempts, place }
        const began = await turned(db, of, { ...underWay, due_at: fixedInstant(until) })
        return began ? { id: of.id, turn: of.turn + 1 } : null
      }),
    settle: (of, letter, outcome) =>
      writing(async (db) => {
        const { at, status, letter: fate, place, dueAt, ended } = outcome
        const now = fixedInstant(at)
        const before = await db.selectFrom('webhooks').select('failing_since').where('id', '=', of.id).executeTakeFirst()
        const went = fate === 'delivered'
        const settled = await turned(db, of, {
          ...{ status: statusText(status), due_at: dueAt && fixedInstant(dueAt), ended_at: ended ? now : null },
          ...(went ? { delivered_at: now, failing_since: null } : { failing_since: before?.failing_since ?? now }),
          ...(place !== undefined && { place, attempts: 0 }),
        })
        if (!settled) return
        if (fate !== 'kept') await keep(db, of.id, letter, fate, outcome)
        // The target is not well yet: the others wait to be asked for again.
        if (fate === 'dead')
          await db
            .updateTable('webhook_letters')
            .set({ state: 'dead' })
            .where('webhook_id', '=', of.id)
            .where('state', '=', 'again')
            .execute()
      }),
    async end(of, at) {
      await writing((db) => turned(db, of, { status: 'place', ended_at: fixedInstant(at) }))
    },
    async forget(id, event) {
      await writing((db) => db.deleteFrom('webhook_letters').where('webhook_id', '=', id).where('event', '=', event).execute())
    },
  }
}
