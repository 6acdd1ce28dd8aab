import { useEffect, useState } from 'react'
import type { Locale } from '@/lib/i18n/locale'
import { agoWords } from './ago'

const often = 15_000

/** How long ago a moment was, told anew while it grows; null while there is none, or less than a minute has passed. */
export function useAgo(at: string | null, locale: Locale): string | null {
  const [ago, setAgo] = useState<string | null>(null)
  useEffect(() => {
    const tell = () => setAgo(at === null ? null : agoWords(at, Date.now(), locale))
    tell()
    if (at === null) return
    const timer = setInterval(tell, often)
    return () => clearInterval(timer)
  }, [at, locale])
  return ago
}
