'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

/** A page is marked, and so is the list that a page belongs to; the front page, which holds all, only for itself. */
const current = (path: string, href: string) =>
  path === href ? 'page' : href.split('/').length > 2 && path.startsWith(`${href}/`) ? 'true' : undefined

/** The pages of the site; the one that is open is marked. */
export function MainNav({ className, pages }: { className?: string; pages: readonly { href: string; label: string }[] }) {
  const path = usePathname()
  return (
    <ul className={className}>
      {pages.map(({ href, label }) => (
        <li key={href}>
          <Link href={href} prefetch={false} aria-current={current(path, href)}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
