/** A draft of the form as kept on this device: its fields as one text, and when they were last changed. Never the editor's key. */
export interface Draft {
  /** ISO 8601. */
  savedAt: string
  fields: string
}

const longest = 200_000

/** Whether what is kept is a draft. By hand, since the schema library is more script than the whole form. */
function isDraft(kept: unknown): kept is Draft {
  if (typeof kept !== 'object' || kept === null || !('savedAt' in kept) || !('fields' in kept)) return false
  const { savedAt, fields } = kept
  return typeof savedAt === 'string' && !Number.isNaN(Date.parse(savedAt)) && typeof fields === 'string' && fields.length <= longest
}

const place = 'outage-ledger.report-draft'

/** The draft kept here, or null: none, unreadable, or a browser that keeps nothing. */
export function readDraft(): Draft | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return isDraft(kept) ? kept : null
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
