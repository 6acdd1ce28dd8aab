/** Where the site is to be reached: PUBLIC_URL, else as a request with these headers has reached it. */
export function publicAddress(headers: Pick<Headers, 'get'>, publicUrl: string | undefined): URL {
  if (publicUrl !== undefined) return new URL(publicUrl)
  const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? 'localhost'
  const protocol = headers.get('x-forwarded-proto') ?? 'http'
  return URL.parse(`${protocol}://${host}`) ?? new URL('http://localhost')
}
