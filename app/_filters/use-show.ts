import { useRouter, useSearchParams } from 'next/navigation'
import { type FormEvent, useTransition } from 'react'
import { addressOfForm } from './form-address'
import { keepingFind } from './keeping-find'

/**
 * Sends the form as an address of its page; the last view stays until the next is here. The address is written in the one grammar here already,
 * because a page that the server leads to another address is built anew, and the form would lose its focus. Only the names of regions are the
 * server's to read.
 */
export function useShow(action: string, zone: string): [boolean, (event: FormEvent<HTMLFormElement>) => void] {
  const router = useRouter()
  const find = useSearchParams().get('find')
  const [pending, startTransition] = useTransition()
  const show = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = [...new FormData(event.currentTarget)].map(([name, value]) => [name, String(value)])
    const params = new URLSearchParams(fields)
    const ground = { zone, now: new Date().toISOString(), findRegion: () => undefined }
    const meant = params.get('place') ? null : addressOfForm(params, ground)
    startTransition(() => router.push(keepingFind(`${action}${meant ?? `?${params}`}`, find), { scroll: false }))
  }
  return [pending, show]
}
