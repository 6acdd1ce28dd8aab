import type { Candidate } from '@/lib/finder/candidate'

/** The text somebody pasted to have its figures found, and what was found; null where nobody asked yet. */
export interface Article {
  text: string
  /** The day it was published (`YYYY-MM-DD`), from which "on Thursday" and "this morning" are told; empty where nobody said. */
  day: string
  found: readonly Candidate[] | null
}

/** The day of a text: as said with it, else as the form has it. Null where neither is a day. */
export const dayOf = (said: string, published: string): string | null =>
  [said, published].find((day) => /^\d{4}-\d\d-\d\d$/.test(day)) ?? null

/** As much text as is looked through at once: a long article has some 20,000 characters. */
export const longestArticle = 50_000

export const noArticle: Article = { text: '', day: '', found: null }
