import { z } from 'zod'
import { Change } from './change'
import { Service } from './observation'
import { RegionCode } from './region'
import { Instant } from './time'
import { webhookActions, webhookFailures } from './vocabulary'

/** What is asked for: where the changes are to be sent, and which of them. */
export const NewWebhook = z
  .strictObject({
    url: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .meta({ description: 'where each change is posted to; no redirect is followed' }),
    label: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .nullable()
      .default(null)
      .meta({ description: 'what it is for; never a person’s name or address' }),
    region: z
      .array(RegionCode)
      .max(400)
      .default([])
      .meta({ description: 'only reports that speak of one of these regions, and their incidents; a parent means its children too' }),
    service: z
      .array(Service)
      .max(20)
      .default([])
      .meta({ description: 'only reports that speak of one of these services, and their incidents' }),
    since: z
      .string()
      .min(1)
      .max(600)
      .optional()
      .meta({ description: 'a cursor of the changes to begin behind; from now on where it is not given' }),
  })
  .meta({ id: 'NewWebhook' })
export type NewWebhook = z.infer<typeof NewWebhook>

/** How an attempt ended: the status of the answer, or why there was none. `place`: its place in the changes is of another ledger. */
export const AttemptStatus = z.union([z.number().int().min(100).max(999), z.enum(webhookFailures)])
export type AttemptStatus = z.infer<typeof AttemptStatus>

/** One change on its way to one subscription. Nothing of what the record says is in it: that is read anew for each attempt. */
export const Delivery = z
  .strictObject({
    event: z.string().meta({ description: 'the webhook-id that it is sent under, the same at every attempt' }),
    sequence: z.number().int().positive(),
    kind: Change.shape.kind,
    incident: Change.shape.incident,
    report: Change.shape.report,
    attempts: z.number().int().positive(),
    status: AttemptStatus,
    at: Instant.meta({ description: 'when it was last attempted' }),
  })
  .meta({ id: 'WebhookDelivery' })
export type Delivery = z.infer<typeof Delivery>

/** A subscription to the changes, without its secret. */
export const Webhook = NewWebhook.omit({ since: true })
  .extend({
    id: z.ulid(),
    createdAt: Instant,
    sequence: z.number().int().nonnegative().meta({ description: 'of the last change that was attempted' }),
    attempts: z.number().int().nonnegative().meta({ description: 'at the change that is under way' }),
    dueAt: Instant.nullable().meta({ description: 'not before then is the next attempt made; null for at once' }),
    failingSince: Instant.nullable().meta({ description: 'the first failure since something was last delivered' }),
    deliveredAt: Instant.nullable(),
    status: AttemptStatus.nullable().meta({ description: 'how the last attempt ended' }),
    endedAt: Instant.nullable().meta({ description: 'when nothing more was sent, after failing for long; `retry` begins again' }),
    delivered: z.array(Delivery).meta({ description: 'the last that were delivered, the latest first' }),
    deadLetters: z.array(Delivery).meta({ description: 'what could not be delivered, the latest first; `retry` sends it again' }),
    deadTotal: z.number().int().nonnegative(),
  })
  .meta({ id: 'Webhook' })
export type Webhook = z.infer<typeof Webhook>

export const WebhookList = z.object({ data: z.array(Webhook) }).meta({ id: 'WebhookList' })
export type WebhookList = z.infer<typeof WebhookList>

export const MadeWebhook = z
  .strictObject({ webhook: Webhook, secret: z.string().meta({ description: 'what messages are signed with; shown this once' }) })
  .meta({ id: 'MadeWebhook' })
export type MadeWebhook = z.infer<typeof MadeWebhook>

export const WebhookAction = z.strictObject({ action: z.enum(webhookActions) }).meta({ id: 'WebhookAction' })
export type WebhookAction = z.infer<typeof WebhookAction>

export const WebhookActed = z
  .strictObject({
    id: z.ulid(),
    action: z.enum(webhookActions),
    again: z.number().int().meta({ description: 'how many dead letters are sent again' }),
  })
  .meta({ id: 'WebhookActed' })
export type WebhookActed = z.infer<typeof WebhookActed>

/** What is posted: one change as `/api/v1/changes` tells it at that moment. */
export const WebhookMessage = z
  .strictObject({
    version: z.literal(1),
    type: z.templateLiteral(['change.', Change.shape.kind]),
    timestamp: Instant.meta({ description: 'when it became public' }),
    subscription: z.ulid(),
    sequence: z.number().int().positive().meta({ description: 'counts up by one with each change: tells the order, and what is missing' }),
    data: Change,
  })
  .meta({ id: 'WebhookMessage' })
export type WebhookMessage = z.infer<typeof WebhookMessage>
