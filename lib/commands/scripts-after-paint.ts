const endOfHead = '</head>'
/** A script of the framework that may come in any order and at any time. */
const loose = /<script src="(\/_next\/[^"]+)" async=""><\/script>/g

/**
 * Lets the figures come before the scripts: until a page has been drawn once, these would only take the line and the processor from what
 * is read. Asks for scripts once the browser has drawn the page, each in a task of its own. A page that nobody looks at is not drawn: it waits for
 * two seconds at most, as does one in a browser that does not tell of its painting.
 *
 * No page may make code out of text. The library of schemas tries whether it may, which browsers report each time as a breach of the policy;
 * one that is told so before does not try.
 */
const loaderOf = (sources: readonly string[]) => `(sources=>{globalThis.__zod_globalConfig={jitless:true}
let asked
const next=()=>{const src=sources.shift();if(!src)return;const script=document.createElement('script');script.src=src;script.async=true;document.head.append(script);setTimeout(next)}
const ask=()=>{if(!asked)next(asked=1)}
try{new PerformanceObserver(ask).observe({type:'paint',buffered:true})}catch{}
setTimeout(ask,2000)})(${JSON.stringify(sources)})`

/** A document with the loose scripts of its head put off until after the first paint, and the script that asks for them, if it needs one. */
export function withScriptsAfterPaint(html: string): { html: string; loader: string[] } {
  const end = html.indexOf(endOfHead)
  const head = html.slice(0, end)
  const sources = end < 0 ? [] : [...head.matchAll(loose)].flatMap(([, source]) => source ?? [])
  if (sources.length === 0) return { html, loader: [] }
  const loader = loaderOf(sources)
  return { html: `${head.replaceAll(loose, '')}<script>${loader}</script>${html.slice(end)}`, loader: [loader] }
}
