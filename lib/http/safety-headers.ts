const everywhere = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const

/** A year, in seconds. What else lives under the same domain is not ours to settle. */
const overTlsAlone = { 'Strict-Transport-Security': 'max-age=31536000' }

/** Whether a route is a page, which may be somebody's own; pictures to share are none. */
const isPage = (route: string) => route.startsWith('/[locale]') && !/\.\w+$/.test(route)

/**
 * What tells a browser to be careful with an answer, whatever the answer is, by the pattern of its route. What anybody may read may be read
 * into any page; pages may not, since a browser would bring along who is signed in. Where the site is said to be reached over TLS it is reached so alone.
 */
export function safetyHeaders(route: string, publicUrl: string | undefined): Record<string, string> {
  return {
    ...everywhere,
    'Cross-Origin-Resource-Policy': isPage(route) ? 'same-origin' : 'cross-origin',
    ...(publicUrl?.startsWith('https:') && overTlsAlone),
  }
}
