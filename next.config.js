import { fileURLToPath } from 'node:url'

// Drivers with native or optional parts stay outside the bundle; a second copy of kysely would break instanceof between them.
const drivers = ['better-sqlite3', 'pg', 'kysely']

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: false,
  agentRules: false,
  serverExternalPackages: drivers,
  // A browser that has lost the page's own icon asks here.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: false }],
  outputFileTracingRoot: fileURLToPath(new URL('.', import.meta.url)),
  // The territory packs and the first records are read from disk at run time; tests and a local store are not part of a deployment.
  outputFileTracingIncludes: { '/*': ['./data/**/*'] },
  outputFileTracingExcludes: { '/*': ['./tests/**/*', './.data/**/*', './.git/**/*'] },
}
