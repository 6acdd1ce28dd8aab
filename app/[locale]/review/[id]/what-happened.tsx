'use client'

import { useLocale, useTranslations } from 'use-intl'
import type { HistoryEntry } from '@/lib/schema/incident'
import { roles } from '@/lib/schema/vocabulary'
import { formatInstant } from '@/lib/time/format'
import { verbName } from './ledger-words'

/** Who did what to the record and when, as far as it is told: by role. */
export function WhatHappened({ happened: { verb, time, role, seq, reason }, zone }: { happened: HistoryEntry; zone: string }) {
  const t = useTranslations('review')
  const locale = useLocale()
  const known = ([...roles, 'system'] as const).find((each) => each === role) ?? 'reader'
  const what = t(`verb.${verbName(verb)}`)
  const when = formatInstant(time, { locale, zone, form: 'long' })
  return (
    <p>
      {t('happened', { what, when, who: t(`by.${known}`), seq: String(seq) })} {reason !== null && <q>{reason}</q>}
    </p>
  )
}
