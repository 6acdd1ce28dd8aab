import { basename } from 'node:path'
import type { Dice } from './dice'

/** What a process did to a file of the store, in order (`write-journal.c`). */
export interface Note {
  op: 'C' | 'W' | 'T' | 'S' | 'U'
  offset: number
  length: number
  /** `.` is the folder itself. */
  file: string
  bytes: Buffer
}

const nothing = Buffer.alloc(0)
const newline = 10

/** Reads a journal of the files of a folder. */
export function* notesIn(journal: Buffer, folder: string): Generator<Note> {
  for (let at = 0; at < journal.length; ) {
    const end = journal.indexOf(newline, at)
    const [op = '', offset = '', length = '', path = ''] = journal.toString('utf8', at, end).split(' ')
    const size = op === 'W' ? Number(length) : 0
    at = end + 1 + size
    const bytes = op === 'W' ? journal.subarray(end + 1, at) : nothing
    yield { op: op as Note['op'], offset: Number(offset), length: Number(length), file: path === folder ? '.' : basename(path), bytes }
  }
}

/** The least that a disk writes as a whole, in bytes. */
const sector = 512

/** What a file holds; it grows in place, for a journal has thousands of writes. */
class Content {
  #room = Buffer.alloc(0)
  #size = 0

  get bytes(): Buffer {
    return this.#room.subarray(0, this.#size)
  }

  copy(): Content {
    const copy = new Content()
    copy.write(0, this.bytes)
    return copy
  }

  write(at: number, bytes: Buffer): void {
    if (at + bytes.length > this.#size) this.cut(at + bytes.length)
    bytes.copy(this.#room, at)
  }

  /** Cuts or lengthens it, with zeros. */
  cut(size: number): void {
    if (size > this.#room.length) this.#room = Buffer.concat([this.bytes], size * 2)
    else if (size < this.#size) this.#room.fill(0, size, this.#size)
    this.#size = size
  }
}

/** The sectors of a write, each of which may arrive without the others. */
function* sectorsOf({ offset, bytes }: Note): Generator<[number, Buffer]> {
  for (let from = offset; from < offset + bytes.length; ) {
    const until = Math.min(offset + bytes.length, (Math.floor(from / sector) + 1) * sector)
    yield [from, bytes.subarray(from - offset, until - offset)]
    from = until
  }
}

/** A file as a disk has it: what is sure, and what was asked of it since. */
class FileOnDisk {
  readonly #sure = new Content()
  #open: Note[] = []
  /** Whether the folder is known to name it. */
  isNamed = false

  note(note: Note): void {
    this.#open.push(note)
  }

  /** All that was asked is done. */
  sync(): void {
    for (const { op, offset, length, bytes } of this.#open) {
      if (op === 'T') this.#sure.cut(length)
      else this.#sure.write(offset, bytes)
    }
    this.#open = []
  }

  /** What is found after a cut: all that is sure, and of what came since any part, in sectors. */
  afterCut(dice: Dice): Buffer {
    const chance = dice.pick([0, 0.1, 0.5, 0.9])
    const found = this.#sure.copy()
    for (const note of this.#open) {
      if (note.op !== 'T') for (const [at, bytes] of sectorsOf(note)) if (dice.next() < chance) found.write(at, bytes)
      if (note.op === 'T' && dice.next() < chance) found.cut(note.length)
    }
    return found.bytes
  }
}

/** A disk that does what a journal says, up to a cut. One that does not honour a sync is there to show that the check would see it. */
export class Disk {
  readonly #files = new Map<string, FileOnDisk>()
  readonly #leaving = new Set<string>()

  constructor(private readonly honoursSync: boolean) {}

  take(note: Note): void {
    const { op, file } = note
    if (op === 'S') this.#sync(file)
    else if (op === 'U') this.#leaving.add(file)
    else {
      const known = this.#files.get(file) ?? new FileOnDisk()
      this.#files.set(file, known)
      this.#leaving.delete(file)
      if (op !== 'C') known.note(note)
    }
  }

  /** What is found once there is power again. A file that was made or removed since the folder was synced is there, or is not. */
  afterCut(dice: Dice): Map<string, Buffer> {
    const found = new Map<string, Buffer>()
    for (const [name, file] of this.#files) {
      const isThere = (file.isNamed || dice.next() < 0.5) && !(this.#leaving.has(name) && dice.next() < 0.5)
      if (isThere) found.set(name, file.afterCut(dice))
    }
    return found
  }

  #sync(file: string): void {
    if (!this.honoursSync) return
    this.#files.get(file)?.sync()
    if (file !== '.') return
    for (const [name, known] of this.#files) {
      if (this.#leaving.has(name)) this.#files.delete(name)
      else known.isNamed = true
    }
    this.#leaving.clear()
  }
}
