import { formatCount } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import type { Denominator } from '@/lib/schema/region'
import type { Reading } from '../../_overview/reading'
import styles from './region.module.css'

const beforeDisplacement = /^before displacement(?:; )?/

/** A note as the pack has it, in English; what all of them begin with is said in the reader's language. */
function Note({ note, reading }: { note: string; reading: Reading }) {
  const t = translator(reading.locale, 'region')
  const rest = note.replace(beforeDisplacement, '')
  return (
    <>
      {beforeDisplacement.test(note) && t('populationNote')}
      {beforeDisplacement.test(note) && rest !== '' && '; '}
      {rest !== '' && <span lang="en">{rest}</span>}
    </>
  )
}

/** What counts of this region may be held against: each with its kind, formula, source, year and note. */
export function DenominatorTable({ denominators, reading }: { denominators: readonly Denominator[]; reading: Reading }) {
  const { locale } = reading
  const t = translator(locale, 'region')
  return (
    <>
      <h2 id="base-title">{t('baseTitle')}</h2>
      <p className="dek">{denominators.length > 0 ? t('baseDek') : t('baseNone')}</p>
      {denominators.length > 0 && (
        <table className={styles.base}>
          <thead>
            <tr>
              <th scope="col">{t('colBase')}</th>
              <th scope="col">{t('colKind')}</th>
              <th scope="col">{t('colYear')}</th>
              <th scope="col">{t('colSource')}</th>
            </tr>
          </thead>
          <tbody>
            {denominators.map(({ of, kind, value, formula, source, year, note }) => (
              <tr key={`${of} ${kind}`}>
                <th scope="row">
                  {t(`base.${of}`)} <b>{formatCount(value, locale)}</b>
                </th>
                <td>
                  {t(`baseKind.${kind}`)}
                  {note && (
                    <small>
                      <Note note={note} reading={reading} />
                    </small>
                  )}
                </td>
                <td>{year}</td>
                <td lang="en">
                  {formula && <small>{formula}</small>}
                  {source}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
