import { describe, expect, it } from 'vitest'
import { streamed } from '@/lib/http/answer'

/** Something that is written part by part, and tells when it was let go of. */
function source(parts: readonly string[], fault?: Error) {
  const told = { given: 0, ended: false }
  async function* bytes() {
    try {
      for (const part of parts) {
        told.given += 1
        yield new TextEncoder().encode(part)
      }
      if (fault) throw fault
    } finally {
      told.ended = true
    }
  }
  return { told, reply: { status: 200, bytes: bytes(), tag: '"a"', headers: {} } as const }
}

const ask = (headers: Record<string, string> = {}) => new Request('http://ledger.test/', { headers })
const answerOf = ({ reply }: ReturnType<typeof source>, request = ask()) => streamed(request, reply, 'text/csv', 'live')

describe('an answer that is sent as it is written', () => {
  it('goes at the pace of its reader', async () => {
    const parts = source(Array.from({ length: 50 }, (_, i) => `${i} `))
    const reader = (await answerOf(parts)).body?.getReader()
    await reader?.read()
    expect(parts.told.given).toBeLessThan(6)
    await reader?.cancel()
  })

  it('leaves out parts with nothing in them', async () => {
    const reader = (await answerOf(source(['a', '', '', 'b', '']))).body?.getReader()
    const sizes: (number | undefined)[] = []
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) sizes.push(part.value.byteLength)
    expect(sizes).toEqual([1, 1])
  })

  it.each([
    ['with parts to come', ['a', 'b', 'c', 'd', 'e']],
    ['with nothing but empty parts to come', ['a', 'b', ...Array.from({ length: 1000 }, () => '')]],
  ])('lets go of what it was written from when its reader leaves, %s', async (_, parts) => {
    const written = source(parts)
    const reader = (await answerOf(written)).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    expect(written.told.ended).toBe(true)
    expect(written.told.given).toBeLessThan(parts.length)
  })

  it('breaks off where what it is written from does', async () => {
    const response = await answerOf(source(['a', 'b', 'c'], new Error('the disk is gone')))
    await expect(response.text()).rejects.toThrow('the disk is gone')
  })

  it('begins nothing for a reader who has it', async () => {
    const known = source(['a'])
    expect((await answerOf(known, ask({ 'If-None-Match': '"a"' }))).status).toBe(304)
    expect(known.told.given).toBe(0)
  })
})
