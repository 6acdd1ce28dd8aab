import type { ReactNode } from 'react'
import { formatCount } from '@/lib/i18n/numbers'
import { translator, type Words } from '@/lib/i18n/translator'
import { ClockExample, HoursExample, WorkedExample } from './examples'
import { formulaOf } from './formulas'
import styles from './method.module.css'
import type { SectionId } from './sections'
import { BasisTable, HoldTable, LevelTable, Limits, RatedTable, ShelfTable, Standings, TierTable } from './tables'
import type { Told } from './told'

/** The numbers that the texts name, each from where the rule has it. */
function numbersOf({ method, reading }: Told) {
  const { staleDays, restoredDays, counts } = method
  return {
    staleDays: String(staleDays),
    restoredDays: String(restoredDays),
    populationYear: String(counts.population?.year),
    householdYear: String(counts.estimate?.year),
    persons: counts.estimate === null ? '–' : formatCount(counts.estimate.personsPerHousehold, reading.locale),
  }
}

/** What a section shows beside its words, where it shows anything. */
const shown: Partial<Record<SectionId, (told: Told) => ReactNode>> = {
  standing: (told) => <Standings told={told} />,
  'shelf-lives': (told) => <ShelfTable told={told} />,
  basis: (told) => <BasisTable told={told} />,
  level: (told) => (
    <>
      <LevelTable told={told} />
      <RatedTable told={told} />
    </>
  ),
  guard: (told) => (
    <>
      <HoldTable told={told} />
      <TierTable told={told} />
    </>
  ),
  limits: (told) => <Limits told={told} />,
}

/** A formula in signs, what its letters mean, and the same in words. */
function Formula({ id, told, t }: { id: SectionId; told: Told; t: Words<'method'> }) {
  const { persons } = numbersOf(told)
  const formula = formulaOf(id, persons)
  if (formula === null || !isExplained(id)) return null
  return (
    <figure className={styles.formula}>
      {formula}
      <figcaption>
        <p>{t(`where.${id}`)}</p>
        <p>{t(`inWords.${id}`, { persons })}</p>
      </figcaption>
    </figure>
  )
}

const explained = [
  'alternatives',
  'parts',
  'several-incidents',
  'parent-child',
  'nation-wide',
  'share',
  'household-hours',
  'reliability',
  'level',
] as const
const isExplained = (id: SectionId): id is (typeof explained)[number] => explained.some((one) => one === id)

function Example({ id, told }: { id: SectionId; told: Told }) {
  const { byRule, clocks, hours } = told.method.examples
  if (id === 'clocks') return clocks && <ClockExample example={clocks} reading={told.reading} />
  if (id === 'household-hours') return hours && <HoursExample example={hours} reading={told.reading} />
  const [, example] = Object.entries(byRule).find(([rule]) => rule === id) ?? []
  return example ? <WorkedExample example={example} reading={told.reading} withShare={id === 'share'} /> : null
}

/** One rule: its sentence, what it means, its formula and numbers, and beside them what it makes of the records. */
export function Section({ id, told }: { id: SectionId; told: Told }) {
  const t = translator(told.reading.locale, 'method')
  return (
    <section className={styles.section} id={id} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>
        <a className={styles.self} href={`#${id}`}>
          {t(`heading.${id}`)}
        </a>
      </h3>
      <div className={styles.words}>
        <p className={styles.rule}>{t(`rule.${id}`)}</p>
        {t(`text.${id}`, numbersOf(told))
          .split('\n\n')
          .map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        <Formula id={id} t={t} told={told} />
        {shown[id]?.(told)}
      </div>
      <Example id={id} told={told} />
    </section>
  )
}
