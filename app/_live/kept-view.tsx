'use client'

import { type ReactNode, useEffect, useState } from 'react'

interface Kept {
  html: string
  /** Of when it is, in the words of its language. */
  words: string
}

/** What the service worker has kept of the page that is open, its newest copy; null where there is none. */
async function readKept(): Promise<Kept | null> {
  if (!('caches' in window)) return null
  const names = (await caches.keys()).filter((name) => name.startsWith('outage-ledger ')).reverse()
  for (const name of names) {
    const answer = await (await caches.open(name)).match(location.href.split('#', 1)[0] ?? '')
    if (answer === undefined) continue
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    return { html: page.getElementById('main')?.innerHTML ?? '', words: page.documentElement.dataset.keep ?? '' }
  }
  return null
}

/** The last good view of the page that cannot be drawn now, below words that say of when it is. Nothing where none was kept. */
export function KeptView({ told }: { told: (words: string) => ReactNode }) {
  const [kept, setKept] = useState<Kept | null>(null)
  useEffect(() => {
    let gone = false
    readKept().then(
      (found) => !gone && setKept(found),
      () => {},
    )
    return () => {
      gone = true
    }
  }, [])
  if (kept === null || kept.html === '') return null
  return (
    <>
      {told(kept.words)}
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own page, as the server wrote it; scripts in it do not run */}
      <div dangerouslySetInnerHTML={{ __html: kept.html }} />
    </>
  )
}
