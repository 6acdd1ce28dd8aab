import { cpus, totalmem } from 'node:os'
import type { Figure, Part } from './part'

/** What a table of docs/performance.md says of one row; `figure` is a dash where it was not measured. */
const line = (what: string, asked: string, { figure = '–', ratio = '' }: Partial<Figure> = {}) =>
  `| ${what} | ${figure} | ${ratio} | ${asked} |`

/** Where and when something was measured. */
export function circumstances(now: Date): string {
  const memory = Math.round(totalmem() / 1024 ** 3)
  return `${now.toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${memory} GB`
}

/** A part's section: its heading, how it is measured, where and when it was, and the table. */
export function sectionOf(name: string, { how, rows }: Part, measured: Readonly<Record<string, Figure>>, where: string): string {
  const lines = Object.entries(rows).map(([what, asked]) => line(what, asked, measured[what]))
  return [
    `## ${name}`,
    '',
    how,
    '',
    `Measured: ${where}.`,
    '',
    '| what | measured | ratio | asked |',
    '|---|---|---|---|',
    ...lines,
    '',
  ].join('\n')
}

/** The document with the section of a part put in, in place of its earlier one; a new one comes last. */
export function withSection(document: string, name: string, section: string): string {
  const sections = document.split(/^(?=## )/m)
  const at = sections.findIndex((each) => each.startsWith(`## ${name}\n`))
  const last = at === sections.length - 1
  if (at < 0) return `${document.trimEnd()}\n\n${section}`
  return sections.toSpliced(at, 1, last ? section : `${section}\n`).join('')
}

/** What the rows of a part's table are of, in order; null where the document has no such part. */
export function rowsIn(document: string, name: string): string[] | null {
  const section = document.split(/^(?=## )/m).find((each) => each.startsWith(`## ${name}\n`))
  if (section === undefined) return null
  const rows = section.split('\n').filter((each) => each.startsWith('|'))
  return rows.slice(2).map((row) => row.split('|')[1]?.trim() ?? '')
}
