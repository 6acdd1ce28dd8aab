'use client'

import Link from 'next/link'
import { useSearchParams } from 'next/navigation'
import type { ComponentProps } from 'react'
import { keepingFind } from './keeping-find'

/** A link to another view of this page: the page stays where it is scrolled to, and what is looked for in the table stays looked for. */
export function ViewLink({ href, ...link }: Omit<ComponentProps<typeof Link>, 'href'> & { href: string }) {
  const find = useSearchParams().get('find')
  return <Link {...link} href={keepingFind(href, find)} scroll={false} prefetch={false} />
}
