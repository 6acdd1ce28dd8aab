import { Fragment } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { translator } from '@/lib/i18n/translator'
import type { Finding } from '@/lib/schema/report-look'
import styles from '../review.module.css'

interface Part {
  text: string
  /** What the guard asks about these words; null for words it lets be. */
  reason: Finding['reason'] | null
}

/** The words that were found with what belongs to the last of them: the number after `CHPP-`, an ending. */
const whole = (text: string, at: number, words: string) => words + (/^[\p{L}\p{N}-]*/u.exec(text.slice(at + words.length))?.[0] ?? '')

/** A text in parts, the words that were found apart, to their ends; where two findings overlap the earlier and longer one counts. */
export function partsOf(text: string, findings: readonly Finding[]): Part[] {
  const places = findings
    .flatMap(({ words, reason }) => (words === '' ? [] : [{ at: text.indexOf(words), words, reason }]))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => a.at - b.at || b.words.length - a.words.length)
  const parts: Part[] = []
  let read = 0
  for (const { at, words: found, reason } of places) {
    if (at < read) continue
    const words = whole(text, at, found)
    if (at > read) parts.push({ text: text.slice(read, at), reason: null })
    parts.push({ text: words, reason })
    read = at + words.length
  }
  return read < text.length ? [...parts, { text: text.slice(read), reason: null }] : parts
}

/** A text of a record with the words marked that the guard asks about; why is said after them, and not by colour alone. */
export function MarkedText({ text, found, locale }: { text: string; found: readonly Finding[]; locale: Locale }) {
  const t = translator(locale, 'review')
  return partsOf(text, found).map((part, i) =>
    part.reason === null ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place in a text that never changes.
      <Fragment key={i}>{part.text}</Fragment>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: as above.
      <mark className={styles.found} key={i}>
        {part.text}
        <small> [{t(`found.${part.reason}`)}]</small>
      </mark>
    ),
  )
}
