'use server'

import { refresh } from 'next/cache'
import { redirect } from 'next/navigation'
import { contextOfAction } from '@/app/_session/action-context'
import { readValues, withFigure, withoutFigure } from '@/lib/form/report-form-values'
import { isLocale, locales } from '@/lib/i18n/locale'
import { ServiceError } from '@/lib/service/errors'
import { takeCorrection } from '@/lib/service/take-correction'
import type { DecisionTold } from '../../../decisions-told'
import type { CorrectionAnswer } from './correction-answer'

/** Takes a correction, with script and without, and leads back to the record; what cannot be taken comes back as it was typed. */
export async function sendCorrection(previous: CorrectionAnswer, sent: FormData): Promise<CorrectionAnswer> {
  const form = new URLSearchParams()
  for (const [name, value] of sent) if (typeof value === 'string') form.append(name, value)
  const values = readValues(form)
  const again: CorrectionAnswer = { values, errors: [], refused: null, happened: null, attempt: previous.attempt + 1, focus: null }
  if (form.has('add')) return { ...again, values: withFigure(values), focus: `o${values.figures.length}.service` }
  if (form.has('remove')) return { ...again, values: withoutFigure(values, Number(form.get('remove'))), focus: 'add-figure' }
  if (form.has('takeTier')) return { ...again, values: { ...values, tier: form.get('takeTier') ?? '' }, focus: 'publishedDate' }
  const incident = form.get('incident') ?? ''
  let done: DecisionTold
  try {
    const taken = await takeCorrection(await contextOfAction(), {
      ...{ incident, form, report: form.get('report') ?? '', seenSeq: Number(form.get('seenSeq')) },
      idempotencyKey: form.get('idempotencyKey') ?? '',
    })
    if ('errors' in taken) return { ...again, errors: taken.errors }
    done = taken.added.outcome === 'published' ? 'corrected' : 'correctionWaits'
  } catch (error) {
    const refused = refusalOf(error)
    // The next sending is about the record as it is by now.
    if (refused === 'conflict') refresh()
    return { ...again, refused, happened: (error instanceof ServiceError ? error.more.happened : null) ?? null }
  }
  const locale = form.get('locale') ?? ''
  redirect(`/${isLocale(locale) ? locale : locales[0]}/review/${incident}?${new URLSearchParams({ done })}`)
}

/** What a refusal means on the form; a fault of ours is thrown on. */
function refusalOf(error: unknown): CorrectionAnswer['refused'] {
  // By name: the store's own classes are not for screens.
  if (error instanceof Error && ['StoreUnavailable', 'StoreInUse'].includes(error.name)) return 'notSaved'
  if (!(error instanceof ServiceError)) throw error
  if (error.problem === 'conflict') return 'conflict'
  if (error.problem === 'not-found' || error.problem === 'gone') return 'ended'
  if (error.problem === 'unauthorised') return 'signedOut'
  if (error.problem === 'forbidden') return error.more.why === 'foreign' ? 'foreign' : 'refused'
  throw error
}
