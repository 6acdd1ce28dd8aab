'use client'

import { useParams } from 'next/navigation'
import { Notice } from '@/app/_ui/notice'
import { isLocale, locales } from '@/lib/i18n/locale'
import { trouble } from '@/lib/i18n/messages/trouble'

/** The store did not answer, or a fault of ours: nothing is shown rather than something wrong. */
export default function Failure({ retry }: { retry: () => void }) {
  const { locale: named } = useParams()
  const words = trouble[typeof named === 'string' && isLocale(named) ? named : locales[0]]
  return (
    <Notice
      title={words.errorTitle}
      actions={
        <button className="button" type="button" onClick={retry}>
          {words.tryAgain}
        </button>
      }
    >
      <p role="alert">{words.errorText}</p>
    </Notice>
  )
}
