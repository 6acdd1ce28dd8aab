import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fullFormats } from 'ajv-formats/dist/formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NewSource, Source } from '@/lib/schema/report'
import { root } from '../support/root'

const { uri } = fullFormats
const isUri = (text: string) => typeof uri === 'function' && uri(text)
const taken = (address: string) => NewSource.shape.url.safeParse(address)

/** Characters that a browser forgives an address, and some that it does not. */
const odd = fc.constantFrom(...'"<>|^`{}[]\\ \'#?/%&=+;,@!$()*~._-:ї\u00e9\u2028\ud83d\ude00', '%20', '%ї', '%2', '\t', '..', '//', '😀')
const some = (maxLength: number) => fc.array(fc.oneof(odd, fc.constantFrom('a', 'Z', '7')), { maxLength }).map((parts) => parts.join(''))
const start = fc.constantFrom('https://example.org', 'HTTP://Example.ORG:8080', ' https://приклад.com.ua', 'https:example.org')
const addresses = fc.tuple(start, fc.constantFrom('', '/', '?', '#'), some(12)).map((parts) => parts.join(''))

describe('an address of a source', () => {
  it('that is taken is a URI by the letter, leads where the one that was sent leads, and is taken again as it is', () => {
    let accepted = 0
    fc.assert(
      fc.property(addresses, (address) => {
        const { data } = taken(address)
        if (data === undefined) return
        accepted += 1
        expect(isUri(data), data).toBe(true)
        expect(taken(data).data).toBe(data)
        const [to, sent] = [new URL(data), new URL(address.trim())]
        expect([to.protocol, to.host]).toEqual([sent.protocol, sent.host])
        const read = (text: string) =>
          text.replaceAll(/%([\da-f]{2})/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)))
        for (const part of ['pathname', 'search', 'hash'] as const) expect(read(to[part])).toBe(read(sent[part]))
      }),
      { numRuns: 3000 },
    )
    expect(accepted).toBeGreaterThan(1000)
  })

  it.each([
    ['https://example.org', 'https://example.org'],
    ['HTTPS://Example.ORG/A?b=%20#c', 'HTTPS://Example.ORG/A?b=%20#c'],
    ['https://example.org/a b "c"', 'https://example.org/a%20b%20%22c%22'],
    ['https://example.org/?a[]=1|2', 'https://example.org/?a%5B%5D=1%7C2'],
    ['https://example.org/#a#b', 'https://example.org/#a%23b'],
    ['https://приклад.com.ua/їжа', 'https://xn--80aikifvh.com.ua/%D1%97%D0%B6%D0%B0'],
    ['https://example.org\\a\tb', 'https://example.org/ab'],
  ])('%s is kept as %s', (sent, kept) => {
    expect(taken(sent).data).toBe(kept)
  })

  it.each([
    'https://example.org/100%',
    'https://example.org/%zz',
    'https://user@example.org/a b',
    'not an address',
    `https://example.org/${'ї'.repeat(400)}`,
  ])('%s is refused', (address) => {
    expect(taken(address).success).toBe(false)
  })

  it('says of a % that leads nowhere what is wrong with it', () => {
    expect(taken('https://example.org/100%').error?.issues.map(({ message }) => message)).toEqual([
      'has a % that no two hexadecimal digits follow',
    ])
  })

  it('of the shipped records stays as it is, and one that stands in a ledger is read as it stands there', () => {
    const lines = readFileSync(join(root, 'data/records/ua-observations.jsonl'), 'utf8').trimEnd().split('\n')
    // A dot at the end of a host goes where the records are read; the rest of an address is nobody's to change.
    const shipped = new Set(lines.map((line) => String(JSON.parse(line).url).replace(/^(https?:\/\/[^/]+)\.(?=\/|$)/, '$1')))
    expect(shipped.size).toBeGreaterThan(200)
    for (const address of shipped) expect(taken(address).data).toBe(address)
    expect(Source.shape.url.parse('https://example.org/a b"100%')).toBe('https://example.org/a b"100%')
  })
})
