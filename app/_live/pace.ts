/** How the line to the server is: fine, the device has no network, or the server keeps silent. */
export type Link = 'fine' | 'offline' | 'silent'

const usual = 20_000
const soon = 3000
const longest = 300_000

/**
 * Milliseconds until the next check after so many failures in a row. A first failure is looked at again soon, because most pass; then
 * ever later, up to five minutes. `chance` in [0, 1) spreads the checks of many readers, who all failed at one moment, by a fifth either way.
 */
export function nextCheckIn(failures: number, chance: number): number {
  const plain = failures === 0 ? usual : failures === 1 ? soon : Math.min(usual * 2 ** (failures - 2), longest)
  return plain * (0.8 + 0.4 * chance)
}

/** What is said of the line after so many failures in a row; a single one may pass unsaid. */
export function linkAfter(failures: number, hasNetwork: boolean, before: Link): Link {
  if (failures === 0) return 'fine'
  if (!hasNetwork) return 'offline'
  return failures > 1 ? 'silent' : before
}
