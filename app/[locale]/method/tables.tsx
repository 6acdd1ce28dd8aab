import type { ReactNode } from 'react'
import { Mark } from '@/app/_ui/mark'
import plain from '@/app/_ui/plain-table.module.css'
import { ruleSection } from '@/app/_ui/rule-section'
import type { StandingMark } from '@/app/_ui/standing-mark'
import { TierMark } from '@/app/_ui/tier-mark'
import { formatCount, formatShare } from '@/lib/i18n/numbers'
import { translator } from '@/lib/i18n/translator'
import { basisRules } from '@/lib/schema/impact'
import { kinds, standings } from '@/lib/schema/vocabulary'
import styles from './method.module.css'
import type { Told } from './told'

interface Props {
  told: Told
}

const marks: Record<(typeof standings)[number], StandingMark> = {
  reported: { kind: 'reported', step: 3 },
  restored: { kind: 'restored' },
  stale: { kind: 'stale', step: 3 },
  notReported: { kind: 'notReported' },
}

/** The four standings, each with its mark. */
export function Standings({ told: { reading } }: Props) {
  const t = translator(reading.locale, 'method')
  const w = translator(reading.locale, 'words')
  return (
    <dl className={styles.standings}>
      {standings.map((standing) => (
        <div key={standing}>
          <dt>
            <Mark mark={marks[standing]} />
            {w(`standing.${standing}`)}
          </dt>
          <dd>{t(`standings.${standing}`)}</dd>
        </div>
      ))}
    </dl>
  )
}

function Table({ heads, children, labelledBy }: { heads: readonly string[]; children: ReactNode; labelledBy: string }) {
  return (
    <table className={`${plain.table} ${styles.table}`} aria-labelledby={`${labelledBy}-title`}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  )
}

/** How long a word about each service holds, and why. */
export function ShelfTable({ told: { method, reading } }: Props) {
  const t = translator(reading.locale, 'method')
  const w = translator(reading.locale, 'words')
  return (
    <Table heads={[t('shelfService'), t('shelfHours'), t('shelfReason')]} labelledBy="shelf-lives">
      {method.shelfLives.map(({ service, hours }) => (
        <tr key={service}>
          <th scope="row">{w(`service.${service}`)}</th>
          <td className="no-break">{t('hours', { count: hours })}</td>
          <td>{t(`reason.${service}`)}</td>
        </tr>
      ))}
      <tr>
        <th scope="row">{t('limitedService')}</th>
        <td className="no-break">{t('hours', { count: method.limitedHours })}</td>
        <td>{t('reason.limited')}</td>
      </tr>
      <tr>
        <th scope="row">{t('readingService')}</th>
        <td>{t('readingHolds', { count: method.readingCadences })}</td>
        <td>{t('reason.reading')}</td>
      </tr>
    </Table>
  )
}

/** Every rule that a basis can name, with the section that explains it. */
export function BasisTable({ told: { reading } }: Props) {
  const t = translator(reading.locale, 'method')
  const d = translator(reading.locale, 'dashboard')
  return (
    <Table heads={[t('basisRule'), t('basisSection')]} labelledBy="basis">
      {basisRules.map((rule) => (
        <tr key={rule}>
          <td>
            {d(`rule.${rule}`)} <code>{rule}</code>
          </td>
          <td>
            <a href={`#${ruleSection[rule]}`}>{t(`heading.${ruleSection[rule]}`)}</a>
          </td>
        </tr>
      ))}
    </Table>
  )
}

/** The thresholds of the impact level, the lowest first. */
export function LevelTable({ told: { method, reading } }: Props) {
  const t = translator(reading.locale, 'method')
  const days = (count: number) => formatCount(count, reading.locale)
  return (
    <Table heads={[t('levelName'), t('levelFrom')]} labelledBy="level">
      <tr>
        <th scope="row">{days(0)}</th>
        <td>{t('levelNone')}</td>
      </tr>
      {method.levels.toReversed().map(({ level, serviceDays }) => (
        <tr key={level}>
          <th scope="row">{days(level)}</th>
          <td>{t(serviceDays === 0 ? 'levelMore' : 'levelAtLeast', { days: days(serviceDays) })}</td>
        </tr>
      ))}
    </Table>
  )
}

/** Inputs and the level they come to. */
export function RatedTable({ told: { method, reading } }: Props) {
  const { locale } = reading
  const t = translator(locale, 'method')
  return (
    <Table heads={[t('ratedShare'), t('ratedHours'), t('ratedServices'), t('levelName')]} labelledBy="level">
      {method.rated.map(({ share, hours, services, level }) => (
        <tr key={`${share} ${hours} ${services}`}>
          <td>{formatShare({ low: share, best: share, high: share }, locale)}</td>
          <td>{t('hours', { count: hours })}</td>
          <td>{services}</td>
          <td>{level}</td>
        </tr>
      ))}
    </Table>
  )
}

/** How long each kind of incident is held back, as this server is set, and what a text may not hold. */
export function HoldTable({ told: { method, reading } }: Props) {
  const { policy } = method
  const t = translator(reading.locale, 'method')
  const w = translator(reading.locale, 'words')
  return (
    <>
      <p>{t('holdText')}</p>
      <Table heads={[t('holdKind'), t('holdHours')]} labelledBy="guard">
        {kinds.map((kind) => (
          <tr key={kind}>
            <th scope="row">{w(`kind.${kind}`)}</th>
            <td>{policy.holdHours[kind] === 0 ? t('holdNone') : t('hours', { count: policy.holdHours[kind] })}</td>
          </tr>
        ))}
      </Table>
      <p>{t('lintText')}</p>
      <ul className={styles.list}>
        {policy.lint
          .filter(({ on }) => on)
          .map(({ rule }) => (
            <li key={rule}>{t(`lint.${rule}`, { listed: policy.listedNames, own: policy.ownWords })}</li>
          ))}
      </ul>
      <p>{t(`place.${policy.place}`)}</p>
    </>
  )
}

/** Which source suffices for a record to be public. */
export function TierTable({ told: { method, reading } }: Props) {
  const t = translator(reading.locale, 'method')
  const w = translator(reading.locale, 'words')
  return (
    <>
      <p>{t('tierText')}</p>
      <Table heads={[t('tierName'), t('tierSuffices')]} labelledBy="guard">
        {method.policy.tiers.map(({ tier, suffices }) => (
          <tr key={tier}>
            <th scope="row">
              <TierMark tier={tier} locale={reading.locale} /> {w(`tier.t${tier}`)}
            </th>
            <td>{t(suffices ? 'yes' : 'no')}</td>
          </tr>
        ))}
      </Table>
      <p>{t('reviewText')}</p>
      <p>
        {t.rich('policyText', {
          link: (chunks: React.ReactNode) => <a href="/api/v1/policy">{chunks}</a>,
        })}
      </p>
    </>
  )
}

const limits = ['everyone', 'silence', 'people', 'estimate', 'hours', 'cause', 'complete'] as const

/** What must not be read into the numbers. */
export function Limits({ told: { reading } }: Props) {
  const t = translator(reading.locale, 'method')
  return (
    <ul className={styles.list}>
      {limits.map((limit) => (
        <li key={limit}>{t(`limit.${limit}`)}</li>
      ))}
    </ul>
  )
}
