import type { RestorationCurve } from '@/lib/schema/incident-series'
import { formatPrecise } from '@/lib/time/format'
import styles from './restoration.module.css'
import type { StepSpeech } from './step-line-words'

interface Props {
  action: string
  /** The rest of the view, and the incidents shown now: each as a name and a value. */
  kept: readonly (readonly [string, string])[]
  others: readonly Pick<RestorationCurve, 'incident' | 'title' | 'start'>[]
  speech: StepSpeech
}

const longest = 70
const cut = (title: string) => (title.length > longest ? `${title.slice(0, longest).trimEnd()}…` : title)

/** Adds an incident to those compared: a plain form that sends the whole view, with or without script. */
export function RestorationPicker({ action, kept, others, speech }: Props) {
  const { t, locale, zone } = speech
  if (others.length === 0) return null
  return (
    <form action={`${action}#restoration`} className={styles.picker} method="get">
      {kept.map(([name, value]) => (
        <input key={`${name} ${value}`} name={name} type="hidden" value={value} />
      ))}
      <label>
        <span>{t('compare.add')}</span>
        <select name="compare">
          {others.map(({ incident, title, start }) => (
            <option key={incident} value={incident}>
              {formatPrecise(start, { locale, zone, form: 'short', year: true })}: {cut(title)}
            </option>
          ))}
        </select>
      </label>
      <button className="button button-quiet" type="submit">
        {t('compare.show')}
      </button>
    </form>
  )
}
