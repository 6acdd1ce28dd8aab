import { describe, expect, test } from 'vitest'
import type { Key } from '@/lib/schema/key'
import { openForKeys } from '@/lib/store/open'
import type { Bench } from './contract'
import { at } from './factories'
import { keysCommand } from './process'

const key = (id: string, change: Partial<Key> = {}): Key => ({
  id,
  role: 'editor',
  label: 'night desk',
  createdAt: at(1),
  expiresAt: at(9),
  revokedAt: null,
  lastUsedAt: null,
  ...change,
})
const [a, b] = ['aaaaaaaaaa', 'bbbbbbbbb2']

export function keysContract(bench: Bench): void {
  describe('keys', () => {
    test('are kept as made, with the hash of their token and nothing of the token', async () => {
      await bench.store.keys.add(key(b, { createdAt: at(2), label: null, expiresAt: null, role: 'admin' }), 'hash b')
      await bench.store.keys.add(key(a), 'hash a')
      expect(await bench.store.keys.list()).toEqual([key(a), key(b, { createdAt: at(2), label: null, expiresAt: null, role: 'admin' })])
      expect(await bench.store.keys.find(a)).toEqual({ key: key(a), tokenHash: 'hash a' })
      expect(await bench.store.keys.find('cccccccccc')).toBeNull()
      await expect(bench.store.keys.add(key(a), 'another hash')).rejects.toThrow()
    })

    test('are revoked once, with their sessions and with nobody else’s', async () => {
      for (const id of [a, b]) {
        await bench.store.keys.add(key(id), `hash ${id}`)
        await bench.store.keys.openSession(`session of ${id}`, { key: id, createdAt: at(1), expiresAt: at(9) })
      }
      expect(await bench.store.keys.revoke(a, at(3))).toBe(true)
      expect(await bench.store.keys.revoke(a, at(4))).toBe(false)
      expect(await bench.store.keys.revoke('cccccccccc', at(4))).toBe(false)
      expect((await bench.store.keys.find(a))?.key.revokedAt).toBe(at(3))
      expect((await bench.store.keys.find(b))?.key.revokedAt).toBeNull()
      expect(await bench.store.keys.findSession(`session of ${a}`)).toBeNull()
      expect(await bench.store.keys.findSession(`session of ${b}`)).not.toBeNull()
    })

    test('say when they were last used', async () => {
      await bench.store.keys.add(key(a), 'hash')
      await bench.store.keys.markUsed(a, at(3))
      expect((await bench.store.keys.find(a))?.key.lastUsedAt).toBe(at(3))
    })

    test('that another handle revokes are dead here at once, and the other way round', async () => {
      const beside = await openForKeys(bench.ground.settings)
      await bench.store.keys.add(key(a), 'hash')
      expect((await beside.keys.find(a))?.key.revokedAt).toBeNull()
      await beside.keys.revoke(a, at(3))
      expect((await bench.store.keys.find(a))?.key.revokedAt).toBe(at(3))
      await beside.keys.add(key(b), 'hash')
      expect((await bench.store.keys.find(b))?.key.revokedAt).toBeNull()
      await bench.store.keys.revoke(b, at(4))
      expect((await beside.keys.find(b))?.key.revokedAt).toBe(at(4))
      await beside.close()
    })

    test('are made, listed and revoked on the command line while the store is open', async () => {
      const made = await keysCommand(['create', '--role', 'editor', '--label', 'night desk', '--days', '30'], bench.ground.settings)
      const [, token = '', id = ''] = /^(ol_([a-z2-7]{10})_[\w-]{43})$/m.exec(made.output) ?? []
      expect(made).toMatchObject({ code: 0, output: expect.stringContaining(token) })
      expect(await bench.store.keys.list()).toMatchObject([{ id, role: 'editor', label: 'night desk', revokedAt: null }])
      expect((await keysCommand(['list'], bench.ground.settings)).output).toMatch(new RegExp(`${id} +editor +night desk .* - +-$`, 'm'))
      expect(await keysCommand(['revoke', id], bench.ground.settings)).toMatchObject({ code: 0 })
      expect((await bench.store.keys.find(id))?.key.revokedAt).not.toBeNull()
      expect(await keysCommand(['revoke', id], bench.ground.settings)).toMatchObject({ code: 1, output: expect.stringContaining('before') })
      const wrong = await keysCommand(['create', '--role', 'king'], bench.ground.settings)
      expect(wrong).toMatchObject({ code: 1, output: expect.stringMatching(/^--role: /) })
      expect(JSON.stringify(await bench.ground.meddle('select * from keys'))).not.toContain(token)
    })

    test('are no part of the ledger: a rebuild leaves them', async () => {
      await bench.store.keys.add(key(a), 'hash')
      expect(await bench.store.rebuild()).toMatchObject({ ok: true })
      expect(await bench.store.keys.list()).toHaveLength(1)
      expect(await bench.store.head()).toBeNull()
    })
  })

  describe('sessions', () => {
    const session = { key: a, createdAt: at(1), expiresAt: at(5) }

    test('end one by one, or all of a key', async () => {
      for (const [name, of] of [
        ['one', a],
        ['two', a],
        ['three', a],
        ['other', b],
      ] as const)
        await bench.store.keys.openSession(name, { ...session, key: of })
      expect(await bench.store.keys.findSession('one')).toEqual(session)
      await bench.store.keys.endSession('one')
      expect(await bench.store.keys.findSession('one')).toBeNull()
      expect(await bench.store.keys.findSession('two')).toEqual(session)
      await bench.store.keys.endSessions(a)
      expect(await bench.store.keys.findSession('two')).toBeNull()
      expect(await bench.store.keys.findSession('other')).toEqual({ ...session, key: b })
    })

    test('that have ended are let go of when the next one begins', async () => {
      await bench.store.keys.openSession('old', session)
      await bench.store.keys.openSession('new', { ...session, createdAt: at(5), expiresAt: at(9) })
      expect(await bench.ground.meddle('select id_hash from sessions')).toEqual([{ id_hash: 'new' }])
    })
  })

  test('the store’s own secret is made once, whoever asks first', async () => {
    const beside = await openForKeys(bench.ground.settings)
    const secrets = [...(await Promise.all([bench.store.keys.secret(), bench.store.keys.secret()])), await beside.keys.secret()]
    expect(new Set(secrets).size).toBe(1)
    expect(Buffer.from(secrets[0] ?? '', 'base64url')).toHaveLength(32)
    await beside.close()
  })
}
