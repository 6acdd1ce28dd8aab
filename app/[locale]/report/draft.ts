/** A report that was sent and not answered: it is sent again when the connection returns. */
export interface Waiting {
  /** ISO 8601: when it was first sent. */
  since: string
  /** The button that sent it, where that says more than "send": its name and value. */
  pressed: readonly [string, string] | null
  /** An editor's key went with it, which is kept nowhere: only the editor can send it again. */
  withKey: boolean
}

/** A draft of the form as kept on this device. Never the editor's key. */
export interface Draft {
  /** ISO 8601: when it was last changed. */
  savedAt: string
  /** The form's fields as one text. */
  fields: string
  /** The Idempotency-Key it was sent under without an answer: under the same one it is stored once, however often it is sent. */
  key: string | null
  waiting: Waiting | null
}

const longest = 200_000

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isTime = (value: unknown): value is string => typeof value === 'string' && !Number.isNaN(Date.parse(value))

function waitingOf(kept: unknown): Waiting | null {
  if (!isObject(kept) || !isTime(kept.since)) return null
  const [name, value] = Array.isArray(kept.pressed) ? kept.pressed : []
  const pressed = typeof name === 'string' && typeof value === 'string' ? ([name, value] as const) : null
  return { since: kept.since, pressed, withKey: kept.withKey === true }
}

/** What is kept, as a draft. By hand, since the schema library is more script than the whole form. */
function draftOf(kept: unknown): Draft | null {
  if (!isObject(kept)) return null
  const { savedAt, fields, key } = kept
  if (!isTime(savedAt) || typeof fields !== 'string' || fields.length > longest) return null
  return { savedAt, fields, key: typeof key === 'string' ? key : null, waiting: waitingOf(kept.waiting) }
}

const place = 'outage-ledger.report-draft'

/** The draft kept here, or null: none, unreadable, or a browser that keeps nothing. */
export function readDraft(): Draft | null {
  try {
    return draftOf(JSON.parse(localStorage.getItem(place) ?? 'null'))
  } catch {
    return null
  }
}

/** Keeps the fields; false where the browser keeps nothing (full, or switched off). */
export function keepDraft(draft: Draft): boolean {
  try {
    localStorage.setItem(place, JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function clearDraft(): void {
  try {
    localStorage.removeItem(place)
  } catch {
    // A browser that keeps nothing has nothing to clear.
  }
}
