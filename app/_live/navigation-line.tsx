'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useEffect, useState } from 'react'
import { PendingLine } from '@/app/_ui/pending-line'

/** The page a click leads to without leaving this document; null for any other click. The framework's links keep the browser from following. */
function softTarget({ target, defaultPrevented }: MouseEvent): URL | null {
  const link = defaultPrevented && target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null
  const url = link && new URL(link.href)
  return url?.origin === location.origin && url.pathname + url.search !== location.pathname + location.search ? url : null
}

/** The line that says that the next page is on its way, for every link of the framework; it goes when the address has changed. */
export function NavigationLine({ label }: { label: string }) {
  const address = `${usePathname()}?${useSearchParams()}`
  const [left, setLeft] = useState<string | null>(null)
  useEffect(() => {
    const clicked = (event: MouseEvent) => {
      if (softTarget(event) !== null) setLeft(address)
    }
    // At the window, so that the link itself has said by then whether it goes by itself.
    window.addEventListener('click', clicked)
    return () => window.removeEventListener('click', clicked)
  }, [address])
  return left === address ? <PendingLine label={label} /> : null
}
