import type { Candidate } from '@/lib/finder/candidate'
import styles from './paste.module.css'

/** A text with the phrases that were found marked, each a link to its card. Text alone: nothing of it is ever markup. */
export function MarkedText({ text, found }: { text: string; found: readonly Candidate[] }) {
  // One phrase that says two things is marked once, and leads to the first.
  const phrases: { start: number; end: number; index: number }[] = []
  const inOrder = found.map(({ start, end }, index) => ({ start, end, index })).sort((a, b) => a.start - b.start || b.end - a.end)
  for (const phrase of inOrder) if (phrase.start >= (phrases.at(-1)?.end ?? 0)) phrases.push(phrase)
  return (
    <div className={styles.text}>
      {phrases.map(({ start, end, index }, i) => (
        <span key={start}>
          {text.slice(phrases[i - 1]?.end ?? 0, start)}
          <mark>
            <a href={`#found-${index}`}>{text.slice(start, end)}</a>
          </mark>
        </span>
      ))}
      {text.slice(phrases.at(-1)?.end ?? 0)}
    </div>
  )
}
