'use server'

import { refresh } from 'next/cache'
import { contextOfAction } from '@/app/_session/action-context'
import { NewWebhook } from '@/lib/schema/webhook'
import { createWebhook } from '@/lib/service/create-webhook'
import { ServiceError } from '@/lib/service/errors'
import { emptySubscription, type SubscriptionAnswer, type SubscriptionFault, type SubscriptionValues } from './subscription-answer'

const text = (form: FormData, name: string) => String(form.get(name) ?? '').trim()
const texts = (form: FormData, name: string) => form.getAll(name).map(String)

/** Makes a subscription, with script and without, and answers its secret; or what was typed, and what is wrong with it. */
export async function subscribe(previous: SubscriptionAnswer, form: FormData): Promise<SubscriptionAnswer> {
  const values: SubscriptionValues = {
    ...{ url: text(form, 'url'), label: text(form, 'label') },
    ...{ region: texts(form, 'region'), service: texts(form, 'service') },
  }
  const attempt = previous.attempt + 1
  const again = (fault: SubscriptionFault): SubscriptionAnswer => ({ values, fault, secret: null, attempt })
  const read = NewWebhook.safeParse({ ...values, label: values.label || null })
  if (!read.success) return again(read.error.issues.some(({ path }) => path[0] === 'label') ? 'label' : 'url')
  try {
    const { secret } = await createWebhook(await contextOfAction(), {
      webhook: read.data,
      idempotencyKey: text(form, 'idempotencyKey') || undefined,
    })
    refresh()
    return { values: emptySubscription, fault: null, secret, attempt }
  } catch (error) {
    return again(faultOf(error))
  }
}

/** What a refusal means on the form; a fault of ours is thrown on. */
function faultOf(error: unknown): SubscriptionFault {
  // By name: the store's own classes are not for screens.
  if (error instanceof Error && ['StoreUnavailable', 'StoreInUse'].includes(error.name)) return 'notNow'
  if (!(error instanceof ServiceError)) throw error
  if (error.more.target !== undefined) return error.more.target
  switch (error.problem) {
    case 'unauthorised':
    case 'forbidden':
      return 'refused'
    case 'invalid-record':
      return 'region'
    case 'conflict':
      return 'conflict'
    case 'too-many-requests':
      return 'tooMany'
    default:
      throw error
  }
}
