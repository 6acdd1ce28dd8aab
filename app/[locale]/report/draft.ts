import { z } from 'zod'

/** A draft of the form as kept on this device: its fields as one text, and when they were last changed. Never the editor's key. */
const Draft = z.object({ savedAt: z.iso.datetime(), fields: z.string().max(200_000) })
export type Draft = z.infer<typeof Draft>

const place = 'outage-ledger.report-draft'

/** The draft kept here, or null: none, unreadable, or a browser that keeps nothing. */
export function readDraft(): Draft | null {
  try {
    const parsed = Draft.safeParse(JSON.parse(localStorage.getItem(place) ?? 'null'))
    return parsed.success ? parsed.data : null
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
