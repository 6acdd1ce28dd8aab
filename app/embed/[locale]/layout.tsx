import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { isLocale } from '@/lib/i18n/locale'
import '@/app/_ui/tokens.css'
import '@/app/_ui/base.css'

interface Props {
  params: Promise<{ locale: string }>
  children: ReactNode
}

export const metadata: Metadata = { robots: { index: false } }

/** A frame in somebody else's page: no head, no foot, nothing but what it shows. */
export default async function EmbedFrame({ params, children }: Props) {
  const { locale } = await params
  if (!isLocale(locale)) notFound()
  return (
    <html lang={locale}>
      <body>
        <main>{children}</main>
      </body>
    </html>
  )
}
