/*
 * Keeps what was read for when the network goes, and never lets it pass for new: a kept page is marked before anything of it runs, a kept
 * figure of the API is never given. Served at /service-worker.js, where the build puts in its name.
 *
 *   pages                 the network, for six seconds; then the kept copy, marked; then the list of what there is
 *   the build's own files the copy, for they never change under one name
 *   boundaries            the copy, and a new one for the next time
 *   everything else       not touched: what writes, the API, data of pages for the framework's script, the health check
 */
const prefix = 'outage-ledger '
const cacheName = `${prefix}BUILD`
const patience = 6000
const mostPages = 40
/** A page kept this recently is not asked for again to be kept, in milliseconds. */
const recent = 30_000
const languages = ['en', 'uk']
const offlinePages = languages.map((language) => `/${language}/offline`)

/** What is to be done with a request; null: nothing, it goes its own way. */
function kindOf({ method, mode, url, headers }) {
  const { origin, pathname } = new URL(url)
  if (method !== 'GET' || origin !== self.location.origin || headers.has('rsc')) return null
  if (pathname.startsWith('/_next/static/')) return 'built'
  if (pathname === '/api/v1/regions/geometry' && mode !== 'navigate') return 'boundaries'
  return mode === 'navigate' && (pathname === '/' || /^\/(en|uk)(\/|$)/.test(pathname)) ? 'page' : null
}

/** The address a page is kept under: without what only the browser reads. */
const keyOf = (url) => url.split('#', 1)[0]

/** Only a page that has words for being a kept copy is kept: they stand in `data-keep`. One that the server had to keep itself is old already. */
const keptWordsOf = (html) => (/<html[^>]* data-kept-at=/.test(html) ? undefined : /<html[^>]* data-keep="([^"]*)"/.exec(html)?.[1])
const titleOf = (html) => /<title[^>]*>([^<]*)<\/title>/.exec(html)?.[1] ?? ''

/** Marks a page as kept; what it says then and how is in its own style and words. */
const marked = (html, at) => html.replace('<html ', `<html data-kept-at="${at}" `)

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** Runs in the page that stands in: opens what was asked for as soon as the server answers. */
const tryAgain =
  'const ask=()=>fetch("/api/health",{cache:"no-store"}).then(({ok})=>ok&&location.reload(),()=>{});addEventListener("online",ask);setInterval(ask,5000)'

/** The page that says what there is: without its script, which would take it for the page that was asked for, but tried again by itself. */
function listing(html, pages) {
  const asked = (url) => [...new URL(url).searchParams].map((pair) => pair.join(' ')).join(', ')
  const items = pages.map(
    ({ url, title, words }) => `<li><a href="${escaped(url)}">${title}</a> <span>${escaped(asked(url))}</span><br>${words}</li>`,
  )
  return html
    .replace(/<script\b.*?<\/script>/gs, '')
    .replace('<html ', '<html data-no-network ')
    .replace(/(<ul[^>]* id="kept-pages"[^>]*>)/, `$1${items.join('')}`)
    .replace('</body>', `<script>${tryAgain}</script></body>`)
}

/** Our caches in the order they were made in: one for each build. */
const ours = async () => (await caches.keys()).filter((name) => name.startsWith(prefix))

/** A kept answer of this build, else of the one before, whose pages are still good to read. */
async function cached(url) {
  for (const name of (await ours()).reverse()) {
    const answer = await (await caches.open(name)).match(url)
    if (answer) return answer
  }
  return undefined
}

async function keepFile(cache, url) {
  if (await cache.match(url)) return
  const answer = await fetch(url)
  if (answer.ok) await cache.put(url, answer)
}

/** The files of the build that a page names. */
const filesOf = (html) => [...new Set(html.match(/\/_next\/static\/[\w./~-]+\.(?:css|js|woff2)/g) ?? [])]

async function keepPage(url, answer) {
  if (!answer.ok || answer.redirected || !answer.headers.get('content-type')?.startsWith('text/html')) return
  const html = await answer.text()
  const words = keptWordsOf(html)
  if (words === undefined) return
  const date = Date.parse(answer.headers.get('date') ?? '')
  const headers = new Headers({
    'Content-Type': 'text/html; charset=utf-8',
    'X-Kept-At': new Date(Number.isNaN(date) ? Date.now() : date).toISOString(),
    'X-Kept-Words': encodeURIComponent(words),
    'X-Kept-Title': encodeURIComponent(titleOf(html)),
  })
  const policy = answer.headers.get('content-security-policy')
  if (policy) headers.set('Content-Security-Policy', policy)
  const cache = await caches.open(cacheName)
  // Anew at the end: the cache's order is the order of keeping.
  await cache.delete(keyOf(url))
  await cache.put(keyOf(url), new Response(html, { headers }))
  await Promise.allSettled(filesOf(html).map((file) => keepFile(cache, file)))
  await prune(cache)
}

const isPage = ({ url }) => /^\/(en|uk)(\/|$)/.test(new URL(url).pathname) && !offlinePages.includes(new URL(url).pathname)

async function prune(cache) {
  const pages = (await cache.keys()).filter(isPage)
  await Promise.all(pages.slice(0, Math.max(0, pages.length - mostPages)).map((page) => cache.delete(page)))
}

/** The kept pages of every build there is, the newest first, each once. */
async function keptPages() {
  const pages = new Map()
  for (const name of (await ours()).reverse()) {
    const cache = await caches.open(name)
    for (const request of (await cache.keys()).filter(isPage).reverse()) {
      const answer = await cache.match(request)
      const said = (header) => decodeURIComponent(answer?.headers.get(header) ?? '')
      if (answer && !pages.has(request.url))
        pages.set(request.url, { url: request.url, title: said('X-Kept-Title'), words: said('X-Kept-Words') })
    }
  }
  return [...pages.values()]
}

async function keptAnswer(url) {
  const kept = await cached(keyOf(url))
  const at = kept?.headers.get('X-Kept-At')
  return kept && at ? new Response(marked(await kept.text(), at), { headers: kept.headers }) : null
}

/** What there is where neither the network nor a kept copy answers: on from the front door to the last overview, else the list. */
async function insteadOf(url) {
  const pages = await keptPages()
  const { pathname } = new URL(url)
  const overview = pathname === '/' && pages.find((page) => languages.includes(new URL(page.url).pathname.slice(1)))
  if (overview) return Response.redirect(overview.url)
  const named = pathname.split('/')[1]
  const language = languages.includes(named) ? named : navigator.language.startsWith('uk') ? 'uk' : 'en'
  const page = await cached(`/${language}/offline`)
  return page ? new Response(listing(await page.text(), pages), { status: 503, headers: page.headers }) : Response.error()
}

const silence = () => new Promise((resolve) => setTimeout(resolve, patience))

async function pageAnswer(event) {
  const { request } = event
  const asked = fetch(request)
  event.waitUntil(asked.then((answer) => keepPage(request.url, answer.clone())).catch(() => {}))
  const first = await Promise.race([asked.catch(() => null), silence()])
  if (first && first.status < 500) return first
  return (await keptAnswer(request.url)) ?? first ?? (await asked.catch(() => insteadOf(request.url)))
}

async function builtAnswer({ request }) {
  const kept = await cached(request.url)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) await (await caches.open(cacheName)).put(request.url, answer.clone())
  return answer
}

async function boundaryAnswer(event) {
  const asked = fetch(event.request).then(async (answer) => {
    if (answer.ok) await (await caches.open(cacheName)).put(event.request.url, answer.clone())
    return answer
  })
  event.waitUntil(asked.catch(() => {}))
  return (await cached(event.request.url)) ?? asked
}

async function install() {
  const cache = await caches.open(cacheName)
  await Promise.all(
    offlinePages.map(async (path) => {
      const answer = await fetch(path)
      if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
      const html = await answer.text()
      await Promise.all(
        filesOf(html)
          .filter((file) => file.endsWith('.css'))
          .map((file) => keepFile(cache, file)),
      )
      await cache.put(path, new Response(html, { headers: { 'Content-Type': 'text/html; charset=utf-8' } }))
    }),
  )
  await self.skipWaiting()
}

/** Two builds stay: this one, and the one before for the pages that were kept from it. */
async function activate() {
  const older = (await ours()).filter((name) => name !== cacheName)
  await Promise.all(older.slice(0, -1).map((name) => caches.delete(name)))
  await self.clients.claim()
}

/**
 * Keeps a page that is open already: it was drawn by the framework's script or before the worker was there. `files` it has loaded, `also`
 * are pages to have at hand whether they were read or not. Nothing is asked for anew where the reader saves data.
 */
async function keepOpenPage({ page, files, also }) {
  const cache = await caches.open(cacheName)
  await Promise.allSettled(files.map((url) => keepFile(cache, url)))
  if (navigator.connection?.saveData) return
  const keep = async (url) => keepPage(url, await fetch(url, { headers: { Accept: 'text/html' } }))
  const kept = await cache.match(keyOf(page))
  const age = Date.now() - Date.parse(kept?.headers.get('X-Kept-At') ?? '')
  if (!(age < recent)) await keep(page)
  for (const url of also) if (!(await cache.match(url))) await keep(url)
}

const answers = { page: pageAnswer, built: builtAnswer, boundaries: boundaryAnswer }

self.addEventListener('install', (event) => event.waitUntil(install()))
self.addEventListener('activate', (event) => event.waitUntil(activate()))
self.addEventListener('fetch', (event) => {
  const kind = kindOf(event.request)
  if (kind !== null) event.respondWith(answers[kind](event))
})
self.addEventListener('message', (event) => {
  if (event.data?.keep) event.waitUntil(keepOpenPage(event.data.keep).catch(() => {}))
})
