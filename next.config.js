import { fileURLToPath } from 'node:url'

// Drivers with native or optional parts stay outside the bundle; a second copy of kysely would break instanceof between them.
const drivers = ['better-sqlite3', 'pg', 'kysely', 'rate-limiter-flexible']

// Only the frames made for it may stand in other people's pages. What else is said to browsers, the server of `npm start` says of every answer.
const framed = (ancestors) => [{ key: 'Content-Security-Policy', value: `frame-ancestors ${ancestors}` }]

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  // The server of `npm start` compresses, after it has put a document together.
  compress: false,
  reactStrictMode: true,
  typedRoutes: false,
  agentRules: false,
  serverExternalPackages: drivers,
  // A browser that has lost the page's own icon asks here.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: false }],
  headers: async () => [
    { source: '/((?!embed(?:/|$)).*)', headers: framed("'self'") },
    { source: '/embed/:path*', headers: framed('*') },
  ],
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  // The territory packs and the first records are read from disk at run time; tests and a local store are not part of a deployment.
  outputFileTracingIncludes: { '/*': ['./data/**/*'], '/service-worker.js': ['./app/_live/service-worker.js', './.next/BUILD_ID'] },
  outputFileTracingExcludes: { '/*': ['./tests/**/*', './.data/**/*', './.git/**/*'] },
}
