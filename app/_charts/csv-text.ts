/** A cell that a spreadsheet would take for a formula, and that is not a number. */
const formula = /^[=+\-@\t\r]/
const number = /^[+-]?\d+(?:\.\d+)?$/
const needsQuotes = /[",\r\n]/

function cellText(cell: string): string {
  const safe = formula.test(cell) && !number.test(cell) ? `'${cell}` : cell
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/**
 * Rows as CSV for people's spreadsheets: RFC 4180 with CRLF, a byte order mark so that letters survive, and no cell that would run as a
 * formula. An empty cell is "nothing known".
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('')}`
