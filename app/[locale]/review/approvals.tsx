import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Approval } from '@/lib/schema/review'
import { formatInstant } from '@/lib/time/format'
import styles from './review.module.css'
import { actorInWords } from './writer-words'

/** Which editors have agreed, where publishing needs two; nothing where it needs one and nobody has. */
export function Approvals({ approvals, required, locale, zone }: Props) {
  const t = translator(locale, 'review')
  if (required < 2 && approvals.length === 0) return null
  return (
    <div className={styles.approvals}>
      <p>{t('approvals', { given: String(approvals.length), required: String(required) })}</p>
      {approvals.map(({ seq, time, actor }) => (
        <p key={seq}>{t('approval', { who: actorInWords(actor, locale), time: formatInstant(time, { locale, zone, form: 'short' }) })}</p>
      ))}
    </div>
  )
}

interface Props {
  approvals: readonly Approval[]
  /** How many editors have to agree. */
  required: number
  locale: Locale
  zone: string
}
