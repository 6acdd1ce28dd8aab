'use client'

import { useLocale, useTranslations } from 'use-intl'
import type { SimilarIncident } from '@/lib/schema/report-look'
import { formatPrecise } from '@/lib/time/format'
import type { FormRegions } from './region-labels'
import styles from './report.module.css'

interface Props {
  similar: readonly SimilarIncident[]
  regions: FormRegions
  zone: string
}

/** Public incidents that the report may belong to, each with why, opened beside the form or joined by one press. */
export function SimilarList({ similar, regions, zone }: Props) {
  const t = useTranslations('intake')
  const tWords = useTranslations('words')
  const locale = useLocale()
  const nameOf = (code: string) => regions.choices.find((choice) => choice.code === code)?.name[locale] ?? code
  const why = ({ sameAddress, shared }: SimilarIncident) => [
    ...(sameAddress ? [t('similarAddress')] : []),
    ...(shared.length > 0
      ? [
          t('similarFigure', {
            where: shared
              .slice(0, 3)
              .map(({ region, service }) => `${nameOf(region)}, ${tWords(`service.${service}`).toLowerCase()}`)
              .join('; '),
          }),
        ]
      : []),
  ]
  return (
    <ul className={styles.similar}>
      {similar.map((one) => (
        <li key={one.id}>
          <a href={`/${locale}/incidents/${one.id}`} rel="noreferrer" target="_blank">
            {one.title}
          </a>
          <p>{[t('similarStart', { time: formatPrecise(one.start, { locale, zone, form: 'long' }) }), ...why(one)].join(' · ')}</p>
          <button className="button" formNoValidate name="addTo" type="submit" value={one.id}>
            {t('similarJoin')}
          </button>
        </li>
      ))}
    </ul>
  )
}
