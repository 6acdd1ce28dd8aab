import { RowFault } from './row-fault'

const spaces = /[\s\u00a0\u2009\u202f]/g

/** A number of a cell. Spaces may part thousands, and so may the mark that is not the decimal one. Throws RowFault. */
export function saidNumber(text: string, decimal: '.' | ',', field: string): number {
  const close = text.replace(spaces, '')
  const other = decimal === '.' ? ',' : '.'
  const grouped = new RegExp(`^\\d{1,3}(\\${other}\\d{3})+(\\${decimal}\\d+)?$`)
  const plain = (grouped.test(close) ? close.replaceAll(other, '') : close).replace(decimal, '.')
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) throw new RowFault(field, 'is not a number')
  return Number(plain)
}
