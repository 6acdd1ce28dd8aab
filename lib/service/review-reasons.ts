import { type LintFinding, lintAddress, lintPlace, lintText } from '@/lib/guard/text-lint'
import { tiersAllow } from '@/lib/guard/tiers'
import type { Actor } from '@/lib/schema/ledger'
import type { ReviewReason } from '@/lib/schema/policy'
import type { NewReport, Tier } from '@/lib/schema/report'
import type { Desk } from './context'

/** What of a report is text that somebody wrote, alike before and after it is stored. */
type Said = Pick<NewReport, 'quote' | 'source'> & {
  observations: readonly Pick<NewReport['observations'][number], 'place' | 'note' | 'quantityText' | 'quote'>[]
}

const given = (texts: readonly (string | null | undefined)[]): string[] => texts.filter((text) => typeof text === 'string')

/** What the words of a report hold that an editor must read first, with the words themselves: for the writer alone. */
export function findingsIn({ settings: { lint } }: Desk, { source, quote, observations }: Said): LintFinding[] {
  return [
    ...given([source.statedBy, quote, ...observations.flatMap((o) => [o.note, o.quantityText, o.quote])]).flatMap((text) =>
      lintText(text, lint),
    ),
    ...given(observations.map(({ place }) => place)).flatMap((place) => lintPlace(place, lint)),
    ...given([source.url, source.archiveUrl]).flatMap((address) => lintAddress(address, lint)),
  ]
}

/** Why an editor must read a report first: its words, and that it names a place where this server has all such read. */
function ofWords(desk: Desk, report: Said): ReviewReason[] {
  const found = findingsIn(desk, report).map(({ reason }) => reason)
  const isPlace = desk.settings.placeRule === 'review' && given(report.observations.map(({ place }) => place)).length > 0
  return isPlace ? [...found, 'place'] : found
}

/** Why a writer's own word does not publish; what the software itself brings along is published as it was shipped. */
function ofWriter({ settings }: Desk, { role }: Pick<Actor, 'role'>): ReviewReason[] {
  if (role === 'contributor') return ['contributor']
  return role !== 'system' && settings.reviewersRequired > 1 ? ['secondEditor'] : []
}

const ofTiers = ({ settings }: Desk, tiers: readonly Tier[]): ReviewReason[] =>
  tiersAllow(tiers, settings.publishingTiers) ? [] : ['tier']

/** Why a report waits for an editor, each reason once; empty where it is published as it is. */
export function reportReasons(desk: Desk, writer: Pick<Actor, 'role'>, report: Said): ReviewReason[] {
  return [...new Set([...ofWriter(desk, writer), ...ofWords(desk, report)])]
}

/** The same of an incident, for itself: its reports have reasons of their own. `tiers` are those of its reports. */
export function incidentReasons(desk: Desk, writer: Pick<Actor, 'role'>, title: string, tiers: readonly Tier[]): ReviewReason[] {
  const ofTitle = lintText(title, desk.settings.lint).map(({ reason }) => reason)
  return [...new Set([...ofWriter(desk, writer), ...ofTiers(desk, tiers), ...ofTitle])]
}
