'use server'

import { redirect } from 'next/navigation'
import { contextOfAction } from '@/app/_session/action-context'
import { isLocale, locales } from '@/lib/i18n/locale'
import { WebhookAction } from '@/lib/schema/webhook'
import { actOnWebhook } from '@/lib/service/act-on-webhook'
import { ServiceError } from '@/lib/service/errors'
import type { Told } from './told'

/** What is told after an action that was refused; a fault of ours is thrown on. */
function toldOf(error: unknown): Told | 'signIn' {
  if (error instanceof Error && error.name === 'StoreUnavailable') return 'notNow'
  if (!(error instanceof ServiceError)) throw error
  if (error.problem === 'not-found') return 'missing'
  if (error.more.why === 'foreign') return 'foreign'
  if (error.problem === 'unauthorised' || error.problem === 'forbidden') return 'signIn'
  throw error
}

/** Sends dead letters again or removes a subscription, with script and without, and leads back to the page, which tells so. */
export async function act(form: FormData): Promise<void> {
  const locale = String(form.get('locale'))
  const page = `/${isLocale(locale) ? locale : locales[0]}/webhooks`
  const { action } = WebhookAction.parse({ action: form.get('action') })
  const told = await contextOfAction()
    .then((ctx) => actOnWebhook(ctx, { id: String(form.get('id')), action }))
    .then(() => action, toldOf)
  redirect(told === 'signIn' ? page : `${page}?${new URLSearchParams({ done: told })}`)
}
