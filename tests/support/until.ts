import { setTimeout } from 'node:timers/promises'

/** Asks again and again until it is so, half a minute at most; answers what was found then. */
export async function until<T>(ask: () => Promise<T>, isSo: (found: T) => boolean, what: string): Promise<T> {
  const begin = performance.now()
  for (;;) {
    const found = await ask()
    if (isSo(found)) return found
    if (performance.now() - begin > 30_000) throw new Error(`${what}: still ${JSON.stringify(found)}`)
    await setTimeout(50)
  }
}
