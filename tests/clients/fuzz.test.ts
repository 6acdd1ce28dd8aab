import { expect, it } from 'vitest'
import { fuzz } from '../fuzz/run'
import { clientSuite } from './suite'

/** Others than these are sent by `npm run fuzz`. */
const [runs, seed] = [300, 2]

clientSuite('requests made from the document', [{ npm: '@stoplight/prism-cli' }], () => {
  it('are answered as it says, whatever is wrong with them, and change nothing where they are refused', async () => {
    const { requests, statuses, faults } = await fuzz({ runs, seed })
    expect(faults).toEqual([])
    expect(requests).toBe(runs)
    for (const status of [200, 400, 401, 403, 404, 405, 422]) expect(statuses[status], String(status)).toBeGreaterThan(0)
  }, 180_000)
})
