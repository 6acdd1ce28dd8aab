import type { Territory } from '@/lib/regions/territory'
import type { ParsedRecords } from './parsed-records'
import { readReviewed } from './reviewed'
import { parseUaObservations } from './ua-observations'

/** The bytes are in no layout that can be read here; the message says which ones can. */
export class UnknownLayout extends Error {}

/** The first line that says something, of the first part of the file. */
function firstLine(bytes: Uint8Array): string {
  const start = new TextDecoder().decode(bytes.subarray(0, 100_000))
  return start.split(/\r?\n/).find((line) => line.trim() !== '') ?? ''
}

/** JSON Lines of observations: the first line is an object, or at least begins as one. */
const isObservationLines = (line: string) => line.trimStart().startsWith('{')

/** Reads records in any layout known here, told apart by what the bytes begin with. Throws UnknownLayout. */
export function readRecords(bytes: Uint8Array, territory: Territory): ParsedRecords {
  if (isObservationLines(firstLine(bytes))) return parseUaObservations(bytes, readReviewed(), territory)
  throw new UnknownLayout('not a file of observations: expected JSON Lines, one observation a line')
}
