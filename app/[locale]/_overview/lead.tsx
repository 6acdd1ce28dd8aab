import { translator } from '@/lib/i18n/translator'
import type { Impact } from '@/lib/schema/impact'
import { formatInstant } from '@/lib/time/format'
import styles from './lead.module.css'
import type { Reading } from './reading'
import { type Sentence, sentence, type Told } from './sentence'

/** A sentence with its main clause strong; the element around it is the page's. */
export function Words({ opening, main, detail, rest }: Sentence) {
  return (
    <>
      {opening}, <b>{main}</b>
      {detail && ` (${detail})`}
      {rest.map((clause) => `; ${clause}`).join('')}.
    </>
  )
}

/** The state in words, and what it rests on. `nothingNewer`: the page opened on the last day that has data. */
export function Lead({ told, all, reading, nothingNewer }: { told: Told; all: Impact; reading: Reading; nothingNewer: boolean }) {
  const { locale, zone } = reading
  const t = translator(locale, 'dashboard')
  const held = all.data.filter(({ standing }) => standing === 'reported' || standing === 'restored').flatMap(({ basis }) => basis)
  const statements = new Set(held.map(({ observation }) => observation)).size
  const publishers = new Set(held.map(({ publisher }) => publisher)).size
  const at = (instant: string) => formatInstant(instant, { locale, zone, form: 'long' })
  return (
    <div className={styles.lead}>
      <h1>
        <Words {...sentence(told, reading)} />
      </h1>
      <p className={styles.by}>
        {nothingNewer && (
          <>
            <span className={styles.mark}>{t('nothingNewer')}</span>{' '}
          </>
        )}
        {all.knownAt && `${t('knownAt', { time: at(all.knownAt) })} `}
        {all.publishedBy && `${t('publishedBy', { time: at(all.publishedBy) })} `}
        {statements > 0 && `${t('restsOn', { statements, publishers })} `}
        <a href="#regions">{t('howMade')}</a>
      </p>
    </div>
  )
}
