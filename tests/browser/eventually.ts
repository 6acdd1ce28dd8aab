import { expect } from 'vitest'

/** An expectation of what a page comes to show; asked again until it holds, and red when it has not in half a minute. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 30_000 })
