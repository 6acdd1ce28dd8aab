import type { Standing } from '@/lib/schema/incident'
import type { Region } from '@/lib/schema/region'
import type { Statement } from '@/lib/schema/statement'
import { instant } from '@/lib/time/interval'
import { type Moment, wordsSeen } from './moment'
import { Restorations } from './restoration'
import { type Live, liveAt, treeOf } from './scene'
import { pieceInForce } from './standing'
import { type Track, tracksOf } from './track'

/** The restorations among an incident's own words, by service and region. */
function restorationsIn(tracks: readonly Track[]): (track: Track, region: string) => Restorations {
  const words = tracks.flatMap((track) => track.restorations)
  const found = new Map<string, Restorations>()
  return (track, region) => {
    const key = `${track.service} ${region}`
    const own = words.filter(({ statement }) => statement.service === track.service && statement.regions.includes(region))
    const restorations = found.get(key) ?? new Restorations(own)
    found.set(key, restorations)
    return restorations
  }
}

/**
 * How one incident stands: reported while anything it cut is; stale while anything is that no restoration ended; restored when what is left
 * of it is told as back. It rests on the incident's own statements, whoever made them, and not on what ended other incidents.
 */
export function incidentStatus(statements: readonly Statement[], regions: readonly Region[], moment: Moment): Standing {
  const asOf = instant(moment.asOf)
  const at = Date.parse(asOf)
  const words = wordsSeen(statements, treeOf(regions).zoneOf, { from: asOf, until: asOf }, moment)
  const tracks = tracksOf(words, (track) => pieceInForce(track, at)).filter(({ pool }) => pool !== 'aside')
  const restorations = restorationsIn(tracks)
  // A figure for several regions is over only when every one of them is back.
  const endOf = (track: Track, piece: Track['pieces'][number]) =>
    Math.max(...track.regions.map((region) => restorations(track, region).endOf(track, piece)))
  const lives = tracks.flatMap((track): Live[] => {
    const endedAt = track.pieces.map((piece) => endOf(track, piece))
    const live = liveAt({ track, role: 'own', region: '', endedAt }, at)
    return live === undefined ? [] : [live]
  })
  const statuses = new Set(lives.map(({ status }) => status))
  const told = (['reported', 'stale', 'restored'] as const).find((status) => statuses.has(status))
  return told ?? 'notReported'
}
