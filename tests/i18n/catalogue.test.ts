import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, test } from 'vitest'
import { areas, catalogue } from '@/lib/i18n/catalogue'
import { locales } from '@/lib/i18n/locale'
import { root } from '../support/root'

/** Every message of a tree by its whole key: `dashboard.rule.headline`. */
function flat(tree: object, prefix = ''): Map<string, string> {
  const entries = Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value] as const] : [...flat(value, `${prefix}${key}.`)],
  )
  return new Map(entries)
}

const messages = { en: flat(catalogue.en), uk: flat(catalogue.uk) }

/** What is written alike in every language. */
const internationalWords = new Set(['API', 'CSV', 'GeoJSON'])

interface Found {
  /** Everything that is neither a placeholder nor a tag. */
  text: string
  placeholders: Set<string>
  plurals: { name: string; forms: string[] }[]
}

function inspect(elements: MessageFormatElement[], found: Found = { text: '', placeholders: new Set(), plurals: [] }): Found {
  for (const element of elements) {
    if (element.type === TYPE.literal) found.text += element.value
    if (element.type === TYPE.argument || element.type === TYPE.number) found.placeholders.add(element.value)
    if (element.type === TYPE.select || element.type === TYPE.plural) {
      if (element.type === TYPE.plural) found.plurals.push({ name: element.value, forms: Object.keys(element.options) })
      else found.placeholders.add(element.value)
      for (const option of Object.values(element.options)) inspect(option.value, found)
    }
    if (element.type === TYPE.tag) {
      found.placeholders.add(`<${element.value}>`)
      inspect(element.children, found)
    }
  }
  return found
}

const read = (message: string) => inspect(parse(message))

describe('both languages say the same', () => {
  test('with the same keys', () => {
    expect([...messages.uk.keys()].sort()).toEqual([...messages.en.keys()].sort())
  })

  test.each([...messages.en])('%s holds the same placeholders', (key, english) => {
    const [en, uk] = [read(english), read(messages.uk.get(key) ?? '')]
    expect([...uk.placeholders].filter((name) => !en.plurals.some((plural) => plural.name === name)).sort()).toEqual(
      [...en.placeholders].filter((name) => !uk.plurals.some((plural) => plural.name === name)).sort(),
    )
  })

  test.each([...messages.uk])('%s is said in Ukrainian', (key, message) => {
    const { text } = read(message)
    expect(message.trim()).not.toBe('')
    if (/[a-z]{2}/i.test(text) && !internationalWords.has(text.trim())) expect(text, key).toMatch(/[а-яіїєґ]/i)
  })
})

describe('plurals', () => {
  const withPlurals = (locale: 'en' | 'uk') =>
    [...messages[locale]].flatMap(([key, message]) => read(message).plurals.map(({ name, forms }) => [`${key} ${name}`, forms] as const))

  test.each(withPlurals('uk'))('Ukrainian %s has all four forms', (_, forms) => {
    expect(forms.filter((form) => !form.startsWith('=')).sort()).toEqual(['few', 'many', 'one', 'other'])
  })

  test.each(withPlurals('en'))('English %s has both forms', (_, forms) => {
    expect(forms.filter((form) => !form.startsWith('=')).sort()).toEqual(['one', 'other'])
  })
})

/** Source files that may use words, with their text. */
function sources(): { path: string; text: string }[] {
  const folders = ['app', 'lib/client', 'lib/export', 'lib/i18n', 'lib/answers']
  const files = folders.flatMap((folder) => {
    try {
      return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(folder, path))
    } catch {
      return []
    }
  })
  return files
    .filter((path) => /\.tsx?$/.test(path) && !path.includes('messages/'))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

interface Use {
  path: string
  namespace: string
  /** A key, or the pattern of a template: `rule.${…}`. */
  pattern: RegExp
  key: string
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const asPattern = (key: string) =>
  new RegExp(
    `^${key
      .split(/\$\{[^}]*\}/)
      .map(escaped)
      .join('.+')}$`,
  )

/** A template that stands for every key. */
const anyKey = `\${any}`

/** Names bound to a translator in a file, with their namespace: by a call, or by the type of a parameter. */
function translators(text: string): [string, string][] {
  const called = [...text.matchAll(/(\w+)(?:\s*=|:)\s*(?:translator\([^,()]+,\s*|useTranslations\()'(\w+)'\)/g)]
  const typed = [...text.matchAll(/(\w+)\??:\s*Words<'(\w+)'>/g)]
  return [...called, ...typed].map(([, name = '', namespace = '']) => [name, namespace])
}

/** Every string and template literal of a file: a key may reach its translator through a table or a condition. */
const literals = (text: string) => [...text.matchAll(/'([\w.-]+)'/g), ...text.matchAll(/`([^`]+)`/g)].map(([, literal = '']) => literal)

/** The files of ours that a file imports, by the end of their path. */
const imported = (text: string) => [...text.matchAll(/from '(?:@|\.)[^']*\/([\w-]+)'/g)].map(([, name = '']) => name)

/** `lent`: the namespaces of translators that the file's imports make, by the name of the file. */
function usesOf({ path, text }: { path: string; text: string }, lent: ReadonlyMap<string, string[]>): Use[] {
  const own = translators(text).map(([, namespace]) => namespace)
  const bound = new Set([...own, ...imported(text).flatMap((name) => lent.get(name) ?? [])])
  const direct = [...text.matchAll(/\bareas\.(\w+)|import \{ (\w+) \} from '[^']*messages\/\w+'/g)].map(([, a, b]) => a ?? b ?? '')
  const members = direct.flatMap((namespace) => [...text.matchAll(/\.(\w+)/g)].map(([, key = '']) => ({ namespace, key })))
  const indexed = direct.flatMap((namespace) => (new RegExp(`${namespace}\\[\\w+\\]\\[`).test(text) ? [{ namespace, key: anyKey }] : []))
  const keyed = [...bound].flatMap((namespace) => literals(text).map((key) => ({ namespace, key })))
  return [...members, ...indexed, ...keyed].map((use) => ({ ...use, path, pattern: asPattern(use.key) }))
}

/** Calls whose key stands right in the call: those must exist. */
function callsOf({ path, text }: { path: string; text: string }): Use[] {
  return translators(text).flatMap(([name, namespace]) =>
    [...text.matchAll(new RegExp(`\\b${name}(?:\\.rich|\\.markup|\\.has)?\\(\\s*(?:'([^']+)'|\`([^\`]+)\`)`, 'g'))].map(
      ([, plain, template]) => {
        const key = plain ?? template ?? ''
        return { path, namespace, key, pattern: asPattern(key) }
      },
    ),
  )
}

describe('words and pages fit', () => {
  const files = sources()
  const calls = files.flatMap(callsOf)
  const lent = new Map(
    files.map(({ path, text }) => [basename(path).replace(/\.tsx?$/, ''), translators(text).map(([, namespace]) => namespace)]),
  )
  const uses = [...calls, ...files.flatMap((file) => usesOf(file, lent))]

  test('the scan sees the pages', () => {
    expect(calls.length).toBeGreaterThan(60)
  })

  test('every key that is asked for exists, in every language', () => {
    const missing = calls.filter(({ namespace, pattern }) =>
      locales.some(
        (locale) =>
          ![...messages[locale].keys()].some((key) => key.startsWith(`${namespace}.`) && pattern.test(key.slice(namespace.length + 1))),
      ),
    )
    expect(missing.map(({ path, namespace, key }) => `${path}: ${namespace}.${key}`)).toEqual([])
  })

  test('every key is used', () => {
    const byNamespace = new Map(Object.keys(areas).map((name) => [name, uses.filter((use) => use.namespace === name)]))
    const unused = [...messages.en.keys()].filter((whole) => {
      const namespace = whole.slice(0, whole.indexOf('.'))
      const key = whole.slice(namespace.length + 1)
      return !byNamespace.get(namespace)?.some(({ pattern }) => pattern.test(key))
    })
    expect(unused).toEqual([])
  })
})
