import type { Post, PostAnswer } from '@/lib/outgoing/guarded-post'
import { signedHeaders } from '@/lib/outgoing/webhook-signature'
import type { Change } from '@/lib/schema/change'
import type { WebhookMessage } from '@/lib/schema/webhook'
import { InvalidCursor } from '@/lib/store/store'
import type { Letter, Outcome, Subscription } from '@/lib/store/webhook-table'
import { addHours } from '@/lib/time/interval'
import type { Context } from './context'
import { changeOf, eventId, nextChange } from './webhook-letters'
import { webhookSecret } from './webhook-secret'

/** What delivering needs: the store, the time, a way out, and chance for the length of pauses. */
export interface Courier extends Pick<Context, 'store' | 'clock' | 'territory'> {
  post: Post
  /** From 0 up to 1. */
  random: () => number
}

/** After so many attempts a letter is dead. */
export const mostAttempts = 10
/** After so many hours without any success nothing more is sent. */
export const hoursUntilEnded = 72
/** Seconds for which a letter is one process's; more than a target has to answer in. */
const ownSeconds = 60
/** Seconds of the first pause; each further one is so many times as long, up to the longest. */
const [firstPause, growth, longestPause] = [5, 4, 21_600]

const later = (now: string, seconds: number): string => addHours(now, seconds / 3600)

/** Seconds to wait after so many failures: longer each time, and never for two subscriptions alike. */
export function pauseAfter(attempts: number, random: () => number): number {
  const whole = Math.min(firstPause * growth ** (attempts - 1), longestPause)
  return whole * (0.5 + random() / 2)
}

const wentWell = (answer: PostAnswer): boolean => 'status' in answer && answer.status >= 200 && answer.status < 300
/** By this a target says that it wants no more (Standard Webhooks). */
const isGone = (answer: PostAnswer): boolean => 'status' in answer && answer.status === 410
const statusOf = (answer: PostAnswer) => ('status' in answer ? answer.status : answer.failure)

async function send({ store, clock, post }: Courier, of: Subscription, letter: Letter, change: Change): Promise<PostAnswer> {
  const { sequence, event } = letter
  const message: WebhookMessage = {
    ...{ version: 1, type: `change.${change.kind}`, timestamp: change.time },
    ...{ subscription: of.id, sequence, data: change },
  }
  const body = JSON.stringify(message)
  const seconds = Math.floor(Date.parse(clock()) / 1000)
  const headers = signedHeaders(await webhookSecret(store, of.id), { id: event, seconds, body })
  return post(new URL(of.url), { ...headers, 'Content-Type': 'application/json', 'User-Agent': 'outage-ledger-webhooks/1' }, body)
}

/** What follows from an answer. `behind` is the place behind the letter; null for one that was dead before. */
function outcomeOf(courier: Courier, of: Subscription, letter: Letter, answer: PostAnswer, behind: string | null): Outcome {
  const at = courier.clock()
  const onward = behind === null ? {} : { place: behind }
  const status = statusOf(answer)
  if (wentWell(answer)) return { at, status, letter: 'delivered', ...onward, dueAt: null, ended: false }
  const since = of.failingSince ?? at
  const ended = isGone(answer) || Date.parse(at) - Date.parse(since) >= hoursUntilEnded * 3_600_000
  const dueAt = later(at, pauseAfter(letter.attempts, courier.random))
  const isDead = behind === null || letter.attempts >= mostAttempts
  return isDead ? { at, status, letter: 'dead', ...onward, dueAt, ended } : { at, status, letter: 'kept', dueAt, ended }
}

async function attempt(
  courier: Courier,
  of: Subscription,
  letter: Letter,
  change: Change,
  isAgain: boolean,
): Promise<'went' | 'failed' | 'lost'> {
  const { store, clock } = courier
  const turn = await store.webhooks.begin(of, letter, later(clock(), ownSeconds))
  if (turn === null) return 'lost'
  const answer = await send(courier, of, letter, change)
  await store.webhooks.settle(turn, letter, outcomeOf(courier, of, letter, answer, isAgain ? null : change.cursor))
  return wentWell(answer) ? 'went' : 'failed'
}

/** The change that comes next, numbered: again with the number it had where it was attempted before. */
function numbered(of: Subscription, change: Change, place: string): Letter {
  const event = eventId(change)
  const { kind, incident, report } = change
  const again = of.event === event
  return { event, kind, incident, report, place, sequence: again ? of.sequence : of.sequence + 1, attempts: again ? of.attempts + 1 : 1 }
}

/**
 * Sends a subscription what is to be sent to it next: a dead letter that was asked for again, else the next change; each read from what is
 * public at that moment. `nothing`: it has all there is; `failed`: it waits; `lost`: another process has it.
 */
export async function deliverNext(courier: Courier, of: Subscription): Promise<'went' | 'failed' | 'nothing' | 'lost'> {
  const { webhooks } = courier.store
  try {
    const again = await webhooks.askedAgain(of.id)
    if (again !== null) {
      const change = await changeOf(courier, again)
      if (change !== null) return attempt(courier, of, { ...again, attempts: again.attempts + 1 }, change, true)
      await webhooks.forget(of.id, again.event)
      return 'went'
    }
    const next = await nextChange(courier, of)
    if ('change' in next) return attempt(courier, of, numbered(of, next.change, next.before), next.change, false)
    if (next.upTo !== of.place) await webhooks.pass(of, next.upTo)
    return 'nothing'
  } catch (error) {
    if (!(error instanceof InvalidCursor)) throw error
    await webhooks.end(of, courier.clock())
    return 'failed'
  }
}
