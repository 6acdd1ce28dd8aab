/** What a browser says of where a request comes from. */
export interface Provenance {
  origin: string | null
  /** `Sec-Fetch-Site`. */
  site: string | null
  /** `Host`: the name the request reached us by. */
  host: string | null
}

function hostIn(address: string): string | null {
  try {
    return new URL(address).host
  } catch {
    return null
  }
}

/**
 * Whether a request was surely sent by a page of our own: of PUBLIC_URL, or of the host the request itself was sent to. A browser sends the cookie
 * by itself, so a write that rests on the cookie alone needs this. What says nothing of where it comes from is not ours.
 */
export function isOwnOrigin({ origin, site, host }: Provenance, publicUrl: string | undefined): boolean {
  if (site !== null && site !== 'same-origin') return false
  if (origin === null) return site === 'same-origin'
  if (publicUrl !== undefined && new URL(publicUrl).origin === origin) return true
  return host !== null && hostIn(origin) === host
}

/**
 * Whether a browser says that a request was sent by a page of another site than those it was sent to: `hosts`, as it and a proxy call it. An
 * origin that cannot be read is another one; none, and `null` of a page that hides it, say nothing.
 */
export function isForeign(origin: string | undefined, hosts: readonly (string | undefined)[]): boolean {
  if (origin === undefined || origin === 'null') return false
  const host = hostIn(origin)
  return host === null || !hosts.includes(host)
}
