import { describe, expect, it } from 'vitest'
import { type CrashEngine, crash } from '../crash/crash'
import { postgresqlAnswers } from '../store/ground'
import { serverSuite } from './suite'

// More of them: npm run crash -- --rounds 200
const rounds = 10
const [least, most] = [1, 2 ** 31]
const seed = Number(process.env.CRASH_SEED) || Math.floor(least + Math.random() * (most - least))
const silent = !(await postgresqlAnswers('a server on PostgreSQL that is killed in the middle of writing'))

serverSuite('a server that is killed in the middle of writing', () => {
  describe.concurrent('loses nothing that it acknowledged, stores nothing twice and nothing by halves', () => {
    const engines: [CrashEngine, boolean][] = [
      ['sqlite', true],
      ['postgresql', !silent],
    ]
    it.each(engines.filter(([, answers]) => answers))(`on %s (seed ${seed})`, { timeout: 300_000 }, async (engine) => {
      const totals = await crash(engine, { rounds, seed, program: 'product' })
      expect(totals.rounds).toBe(rounds)
      expect(totals.acknowledged).toBeGreaterThan(rounds)
    })
  })
})
