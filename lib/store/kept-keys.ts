import { randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import { Key, Session } from '@/lib/schema/key'
import type { Engine } from './engine'
import { fixedInstant } from './fixed-instant'
import type { KeyRing } from './key-ring'
import type { KeysTable } from './tables'

function keyOf(row: Selectable<KeysTable>): Key {
  const { id, role, label, created_at, expires_at, revoked_at, last_used_at } = row
  return Key.parse({ id, role, label, createdAt: created_at, expiresAt: expires_at, revokedAt: revoked_at, lastUsedAt: last_used_at })
}

/** The key ring over an engine's two ways in. */
export function keptKeys(reading: Engine['reading'], writing: Engine['writing']): KeyRing {
  const kept = () => reading((db) => db.selectFrom('secrets').select('value').where('name', '=', 'own').executeTakeFirst())
  // Once made it never changes, so it is asked for once.
  let secret: string | undefined
  return {
    async add(key, tokenHash) {
      const { id, role, label } = key
      const times = {
        created_at: fixedInstant(key.createdAt),
        expires_at: key.expiresAt && fixedInstant(key.expiresAt),
        revoked_at: key.revokedAt && fixedInstant(key.revokedAt),
        last_used_at: key.lastUsedAt && fixedInstant(key.lastUsedAt),
      }
      await writing((db) =>
        db
          .insertInto('keys')
          .values({ id, role, label, token_hash: tokenHash, ...times })
          .execute(),
      )
    },
    async find(id) {
      const row = await reading((db) => db.selectFrom('keys').selectAll().where('id', '=', id).executeTakeFirst())
      return row ? { key: keyOf(row), tokenHash: row.token_hash } : null
    },
    async list() {
      const rows = await reading((db) => db.selectFrom('keys').selectAll().orderBy('created_at').orderBy('id').execute())
      return rows.map(keyOf)
    },
    revoke: (id, at) =>
      writing(async (db) => {
        await db.deleteFrom('sessions').where('key', '=', id).execute()
        const revoking = db.updateTable('keys').set({ revoked_at: fixedInstant(at) })
        const { numUpdatedRows } = await revoking.where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst()
        return numUpdatedRows > 0n
      }),
    async markUsed(id, at) {
      await writing((db) =>
        db
          .updateTable('keys')
          .set({ last_used_at: fixedInstant(at) })
          .where('id', '=', id)
          .execute(),
      )
    },
    openSession: (idHash, { key, createdAt, expiresAt }) =>
      writing(async (db) => {
        await db.deleteFrom('sessions').where('expires_at', '<=', fixedInstant(createdAt)).execute()
        const row = { id_hash: idHash, key, created_at: fixedInstant(createdAt), expires_at: fixedInstant(expiresAt) }
        await db.insertInto('sessions').values(row).execute()
      }),
    async findSession(idHash) {
      const row = await reading((db) => db.selectFrom('sessions').selectAll().where('id_hash', '=', idHash).executeTakeFirst())
      return row ? Session.parse({ key: row.key, createdAt: row.created_at, expiresAt: row.expires_at }) : null
    },
    async endSession(idHash) {
      await writing((db) => db.deleteFrom('sessions').where('id_hash', '=', idHash).execute())
    },
    async endSessions(key) {
      await writing((db) => db.deleteFrom('sessions').where('key', '=', key).execute())
    },
    async secret() {
      secret ??= (await kept())?.value
      if (secret !== undefined) return secret
      const made = { name: 'own', value: randomBytes(32).toString('base64url') }
      await writing((db) =>
        db
          .insertInto('secrets')
          .values(made)
          .onConflict((conflict) => conflict.doNothing())
          .execute(),
      )
      secret = (await kept())?.value ?? made.value
      return secret
    },
  }
}
