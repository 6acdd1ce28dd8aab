import type { Service } from '@/lib/schema/observation'
import type { Region } from '@/lib/schema/region'
import { Restorations } from './restoration'
import { type Piece, pieceAt, pieceInForce, piecesOf, type Status, statusOf } from './standing'
import { type PiecesOf, type Track, tracksOf } from './track'
import { restoresService, type Word } from './word'

/**
 * How a region sees a track. `own`: a statement about this region alone, or a state said of each of several. `shared`: one figure for several
 * regions together. `inside`: one figure for several of its smaller regions together.
 */
export type Role = 'own' | 'shared' | 'inside'

/** A track as one region sees it; `region` is a smaller one's code where the track is that smaller region's own. */
export interface Seat {
  track: Track
  role: Role
  region: string
  /** When a restoration ended each piece; infinity for never. */
  endedAt: readonly number[]
}

/** A seat at one time: the piece in force and how it stands. */
export interface Live {
  seat: Seat
  piece: Piece
  status: Status
}

/** What is known of one region and service, over time. */
export interface RegionTracks {
  region: Region
  service: Service
  seats: readonly Seat[]
  /** Other authority, unverified, or not counted: shown beside. */
  beside: readonly Seat[]
  restorations: Restorations
}

/** Everything that is known of the regions of one level, and the statements about the whole country. */
export interface Scene {
  regions: readonly RegionTracks[]
  nation: readonly Track[]
  words: readonly Word[]
}

export const liveAt = (seat: Seat, at: number): Live | undefined => {
  const index = pieceAt(seat.track.pieces, at)
  const piece = seat.track.pieces[index]
  if (piece === undefined || at >= piece.until) return undefined
  const status = statusOf(piece, seat.endedAt[index] ?? Number.POSITIVE_INFINITY, at)
  return status === 'gone' ? undefined : { seat, piece, status }
}

/** The seats that say something at a time. */
export function livesAt(seats: readonly Seat[], at: number): Live[] {
  const lives: Live[] = []
  for (const seat of seats) {
    const live = liveAt(seat, at)
    if (live !== undefined) lives.push(live)
  }
  return lives
}

const never: readonly number[] = []

/** A state said of several regions is said of each; only a count is theirs together. */
const isShared = (track: Track): boolean => track.regions.length > 1 && track.unit !== null

/** Looks up, for one service, which tracks and restorations name a region. */
class ServiceTracks {
  private readonly tracks = new Map<string, Track[]>()
  private readonly back = new Map<string, Word[]>()

  constructor(tracks: readonly Track[]) {
    for (const track of tracks) {
      for (const region of track.regions) {
        if (track.pieces.length > 0) this.file(this.tracks, region, track)
        if (track.pool === 'own') for (const word of track.restorations) this.file(this.back, region, word)
      }
    }
  }

  private file<T>(map: Map<string, T[]>, region: string, item: T): void {
    const list = map.get(region)
    if (list === undefined) map.set(region, [item])
    else list.push(item)
  }

  of(region: string): readonly Track[] {
    return this.tracks.get(region) ?? []
  }

  /** Restorations of a region, and of the larger one it lies in where that is named as a whole. */
  restorations(region: Region, parent: Region | undefined): Restorations {
    const above = parent === undefined || parent.level === 0 ? [] : (this.back.get(parent.code) ?? [])
    return new Restorations([...(this.back.get(region.code) ?? []), ...above.filter((word) => word.statement.place === null)])
  }
}

const seatOf = (track: Track, role: Role, region: string, restorations: Restorations): Seat => ({
  track,
  role,
  region,
  endedAt: track.pieces.map((piece) => restorations.endOf(track, piece)),
})

/** How the territory hangs together, and the zone of each region. */
class Tree {
  private readonly byCode: Map<string, Region>
  private readonly childrenOf = new Map<string, Region[]>()
  private readonly zone: string

  constructor(readonly regions: readonly Region[]) {
    this.byCode = new Map(regions.map((region) => [region.code, region]))
    for (const region of regions) {
      if (region.level !== 2 || region.parent === null || !region.inPack) continue
      this.childrenOf.set(region.parent, [...(this.childrenOf.get(region.parent) ?? []), region])
    }
    this.zone = regions.find(({ level, inPack }) => level === 0 && inPack)?.zone ?? regions[0]?.zone ?? 'UTC'
  }

  find(code: string | null): Region | undefined {
    return code === null ? undefined : this.byCode.get(code)
  }

  children(code: string): readonly Region[] {
    return this.childrenOf.get(code) ?? []
  }

  isChild(code: string, parent: string): boolean {
    const region = this.byCode.get(code)
    return region?.parent === parent && region.level === 2 && region.inPack
  }

  readonly zoneOf = (code: string): string => this.byCode.get(code)?.zone ?? this.zone

  isCountry(code: string): boolean {
    const region = this.byCode.get(code)
    return region !== undefined && region.level === 0 && region.inPack
  }
}

// A territory's list is made once and never changed, and every incident's status asks for its tree.
const trees = new WeakMap<readonly Region[], Tree>()

export function treeOf(regions: readonly Region[]): Tree {
  const tree = trees.get(regions) ?? new Tree(regions)
  trees.set(regions, tree)
  return tree
}

/** What a larger region's statement that all of it is back says of a smaller one inside; that it is out says nothing of which part. */
function backAbove(region: Region, tree: Tree, tracks: ServiceTracks): Seat[] {
  const parent = tree.find(region.parent)
  if (parent === undefined || parent.level === 0) return []
  return tracks.of(parent.code).flatMap((track) => {
    if (track.pool !== 'own' || isShared(track) || track.regions.includes(region.code)) return []
    const pieces = track.pieces.filter(({ back, head }) => back && restoresService(head) && head.statement.place === null)
    return pieces.length === 0 ? [] : [{ track: { ...track, pieces }, role: 'own' as const, region: region.code, endedAt: never }]
  })
}

function seatsOf(region: Region, tree: Tree, tracks: ServiceTracks, restorations: Restorations): RegionTracks['seats'] {
  const seats: Seat[] = backAbove(region, tree, tracks)
  for (const track of tracks.of(region.code)) {
    if (track.pool === 'own') seats.push(seatOf(track, isShared(track) ? 'shared' : 'own', region.code, restorations))
  }
  const seen = new Set<Track>()
  for (const child of tree.children(region.code)) {
    const told = tracks.of(child.code)
    if (told.length === 0) continue
    const below = tracks.restorations(child, region)
    for (const track of told) {
      if (track.pool !== 'own') continue
      if (!isShared(track)) seats.push(seatOf(track, 'own', child.code, below))
      else if (!seen.has(track) && !track.regions.includes(region.code)) {
        seen.add(track)
        const within = track.regions.every((code) => tree.isChild(code, region.code))
        seats.push(seatOf(track, within ? 'inside' : 'shared', region.code, restorations))
      }
    }
  }
  return seats
}

function besideOf(region: Region, tree: Tree, tracks: ServiceTracks): Seat[] {
  const beside = new Set<Track>()
  const add = (code: string) => {
    for (const track of tracks.of(code)) if (track.pool !== 'own') beside.add(track)
  }
  add(region.code)
  for (const { code } of tree.children(region.code)) add(code)
  return [...beside].map((track) => ({ track, role: 'own', region: region.code, endedAt: never }))
}

interface SceneAsk {
  services: readonly Service[]
  regions: readonly Region[]
}

/** Sorts words into what each region asked for sees, over all time. */
export const sceneOf = (words: readonly Word[], tree: Tree, ask: SceneAsk): Scene => sceneBy(piecesOf, words, tree, ask)

/** The same as far as one moment can tell: it costs a fraction, and says nothing of any other. */
export const sceneAt = (at: number, words: readonly Word[], tree: Tree, ask: SceneAsk): Scene =>
  sceneBy((track) => pieceInForce(track, at), words, tree, ask)

function sceneBy(pieces: PiecesOf, words: readonly Word[], tree: Tree, ask: SceneAsk): Scene {
  const all = tracksOf(
    words.filter(({ statement }) => ask.services.includes(statement.service)),
    pieces,
  )
  const isNational = ({ regions }: Track) => regions.some((code) => tree.isCountry(code))
  const perService = ask.services.map((service) => ({
    service,
    tracks: new ServiceTracks(all.filter((track) => track.service === service && !isNational(track))),
  }))
  const regions = ask.regions.flatMap((region) =>
    perService.map(({ service, tracks }) => {
      const restorations = tracks.restorations(region, tree.find(region.parent))
      const seats = seatsOf(region, tree, tracks, restorations)
      return { region, service, seats, beside: besideOf(region, tree, tracks), restorations }
    }),
  )
  return { regions, nation: all.filter(isNational), words }
}
