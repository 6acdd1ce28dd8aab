import type { Settings } from '@/lib/config/settings'

/** The hosts map tiles come from, as a policy names them; none without tiles. */
function tileHosts(tiles: Settings['tiles']): string[] {
  return tiles === undefined ? [] : [new URL(tiles.url.replaceAll(/[{}]/g, '')).origin]
}

/**
 * What a page may load and run (Content Security Policy, level 3): its own files, and of scripts within it only those whose SHA-256 is named.
 * Styles may be written by scripts and stand at elements: charts and the map place what they draw so. Who may frame a page is said elsewhere.
 */
export function contentPolicy({ scripts, tiles }: { scripts: readonly string[]; tiles: Settings['tiles'] }): string {
  const directives: [string, ...string[]][] = [
    ['default-src', "'none'"],
    ['script-src', "'self'", ...scripts.map((hash) => `'sha256-${hash}'`)],
    ['style-src', "'self'", "'unsafe-inline'"],
    // Pictures of charts are made in the page before they are kept.
    ['img-src', "'self'", 'data:', 'blob:', ...tileHosts(tiles)],
    ['connect-src', "'self'"],
    ['font-src', "'self'"],
    ['manifest-src', "'self'"],
    ['worker-src', "'self'"],
    ['frame-src', "'self'"],
    ['form-action', "'self'"],
    ['base-uri', "'none'"],
  ]
  return directives.map((directive) => directive.join(' ')).join('; ')
}
