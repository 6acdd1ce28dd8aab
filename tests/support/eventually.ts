import { expect } from 'vitest'

/** How long a machine that stalls is waited for, in milliseconds. */
export const patience = 30_000

/** An expectation of what comes to be; asked again until it holds, and red when it has not in half a minute. */
export const eventually = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: patience })
