'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'

/** The pages of the site; the one that is open is marked. */
export function MainNav({ className, pages }: { className?: string; pages: readonly { href: string; label: string }[] }) {
  const path = usePathname()
  return (
    <ul className={className}>
      {pages.map(({ href, label }) => (
        <li key={href}>
          <Link href={href} aria-current={path === href ? 'page' : undefined}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
