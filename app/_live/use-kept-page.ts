'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import type { Locale } from '@/lib/i18n/locale'

/** A view that is looked at this long is worth keeping, in milliseconds. */
const rest = 2500

/** What is kept for the offline reader of this page. */
function toKeep(locale: Locale) {
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  const files = loaded.filter((url) => url.startsWith(`${location.origin}/_next/static/`) || url.includes('/api/v1/regions/geometry'))
  // A report can be written without a network, so its form is at hand before it is needed.
  return { page: location.href, files, also: [`${location.origin}/${locale}/report`] }
}

/** Has the service worker keep the view that is looked at, and anew when it was drawn anew. It is absent in development and where a browser has none. */
export function useKeptPage(locale: Locale, isDrawing: boolean): void {
  const address = `${usePathname()}?${useSearchParams()}`
  useEffect(() => {
    if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
    const register = () => void navigator.serviceWorker.register('/service-worker.js').catch(() => {})
    if (document.readyState === 'complete') return register()
    window.addEventListener('load', register, { once: true })
    return () => window.removeEventListener('load', register)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: each address is a view of its own
  useEffect(() => {
    if (isDrawing || !('serviceWorker' in navigator)) return
    const timer = setTimeout(() => {
      void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ keep: toKeep(locale) }))
    }, rest)
    return () => clearTimeout(timer)
  }, [address, isDrawing, locale])
}
