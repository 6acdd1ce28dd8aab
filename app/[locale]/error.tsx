'use client'

import { useParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { KeptView } from '@/app/_live/kept-view'
import { Notice } from '@/app/_ui/notice'
import { isLocale, type Locale, locales } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'
import { formatClock } from '@/lib/time/format'

/** When the failure was met, on the territory's clock as the frame names it; empty until the page runs in a browser. */
function useFailedAt(locale: Locale): string {
  const [at, setAt] = useState('')
  useEffect(() => {
    const { zone = 'UTC' } = document.documentElement.dataset
    setAt(formatClock(new Date().toISOString(), { locale, zone, form: 'short' }))
  }, [locale])
  return at
}

/** The store did not answer, or a fault of ours: what failed and when, and the last good view, labelled, where one was kept. */
export default function Failure({ error, retry }: { error: Error & { digest?: string }; retry: () => void }) {
  const { locale: named } = useParams()
  const locale = typeof named === 'string' && isLocale(named) ? named : locales[0]
  const words = trouble[locale]
  const at = useFailedAt(locale)
  return (
    <>
      <Notice
        title={words.errorTitle}
        actions={
          <button className="button" type="button" onClick={retry}>
            {words.tryAgain}
          </button>
        }
      >
        <p role="alert">{words.errorText}</p>
        <p className="label">
          {words.failedAt} {at}
          {error.digest && ` · ${words.errorMark} ${error.digest}`}
        </p>
      </Notice>
      <KeptView
        told={(when) => (
          <h2 className="wrap">
            {words.lastGood} {when}
          </h2>
        )}
      />
    </>
  )
}
