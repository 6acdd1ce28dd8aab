import { Restoration } from '@/app/_charts/restoration'
import { RestorationPicker } from '@/app/_charts/restoration-picker'
import { stepSpeech } from '@/app/_charts/step-line-words'
import { ViewQuery, viewAddress } from '@/app/_filters/view'
import { translator } from '@/lib/i18n/translator'
import type { Service } from '@/lib/schema/observation'
import { serialiseQuery } from '@/lib/schema/query'
import type { Restorations } from '@/lib/service/get-restorations'
import type { Reading } from './reading'

interface Props {
  restorations: Restorations
  service: Service
  query: ViewQuery
  reading: Reading
}

/** The incidents compared, and the form that adds one; each is taken out by a link. All of it is in the address. */
export function RestorationSection({ restorations: { curves, others }, service, query, reading }: Props) {
  const { locale, zone, regions } = reading
  const speech = stepSpeech(locale, zone, regions)
  const shown = curves.map(({ incident }) => incident)
  const without = (incident: string) => {
    const compare = shown.filter((id) => id !== incident)
    return compare.length === 0 ? null : `/${locale}${viewAddress({ ...query, compare })}#restoration`
  }
  return (
    <>
      <Restoration
        curves={curves}
        speech={speech}
        titleId="restoration-title"
        without={translator(locale, 'words')(`without.${service}`)}
        withoutIncident={without}
      />
      {shown.length < mostCompared && (
        <RestorationPicker
          action={`/${locale}`}
          kept={[...serialiseQuery(ViewQuery, { ...query, compare: shown })]}
          others={others}
          speech={speech}
        />
      )}
    </>
  )
}

/** As many as the address takes. */
const mostCompared = 8
