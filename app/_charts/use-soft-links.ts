import { type RefObject, useEffect } from 'react'

/** Follows the still links inside an element (`a[data-soft]`) without loading the page anew; any other way of opening them is the browser's. */
export function useSoftLinks(root: RefObject<HTMLElement | null>, go: (address: string) => void): void {
  useEffect(() => {
    const element = root.current
    if (element === null) return
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a[data-soft]') : null
      if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      go(`${link.pathname}${link.search}`)
    }
    element.addEventListener('click', follow)
    return () => element.removeEventListener('click', follow)
  }, [root, go])
}
