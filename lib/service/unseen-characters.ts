import type { FieldError } from '@/lib/schema/problem'
import { unseen } from '@/lib/schema/unseen'

const codeOf = (character: string) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Every text in a value that holds what no text of a record may (see `unseen`), by its path. */
export function unseenIn(value: unknown, path = ''): FieldError[] {
  if (typeof value === 'string') {
    const [found] = unseen.exec(value) ?? []
    return found === undefined ? [] : [{ path, message: `holds the character ${codeOf(found)}` }]
  }
  if (Array.isArray(value)) return value.flatMap((item, i) => unseenIn(item, `${path}[${i}]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, item]) => unseenIn(item, path === '' ? name : `${path}.${name}`))
}
