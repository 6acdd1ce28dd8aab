import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

// Named in next.config.js for a deployment; the bundler would take it for the whole project.
const inProject = (...path: string[]) => join(/*turbopackIgnore: true*/ process.cwd(), ...path)

/** The service worker of this build: another build is another worker, which a browser is to notice at once. */
export async function GET(): Promise<Response> {
  const [source, build] = await Promise.all([
    readFile(inProject('app', '_live', 'service-worker.js'), 'utf8'),
    readFile(inProject('.next', 'BUILD_ID'), 'utf8'),
  ])
  return new Response(source.replaceAll('BUILD', build.trim()), {
    headers: { 'Content-Type': 'text/javascript; charset=utf-8', 'Cache-Control': 'no-cache' },
  })
}
