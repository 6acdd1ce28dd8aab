import { AsyncLocalStorage } from 'node:async_hooks'
import { isIP } from 'node:net'

// On globalThis for the reason in context.ts: the server around the framework and the routes within it have copies of this module each.
const shared = globalThis as typeof globalThis & { outageLedgerAddresses?: AsyncLocalStorage<string> }
shared.outageLedgerAddresses ??= new AsyncLocalStorage()
const addresses = shared.outageLedgerAddresses

/** An IPv4 address, or the first 64 bits of an IPv6 one, which is what one subscriber has. */
function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = (text: string) => text.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail ?? '')]
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}

/**
 * Where a request comes from: the socket's other end, or, behind `proxies` of our own, who the outermost of them says asked it
 * (`X-Forwarded-For`, to which each adds on the right). What a sender wrote there itself stands further left and counts for nothing.
 */
export function addressOf(socket: string, forwardedFor: string | undefined, proxies: number): string {
  const chain = [...(forwardedFor ?? '').split(','), socket].map((part) => part.trim()).filter(Boolean)
  const told = chain[Math.max(0, chain.length - 1 - proxies)] ?? socket
  return network(isIP(told) === 0 ? socket : told)
}

/** Runs work for a request from this address. */
export const withAddress = <T>(address: string, work: () => T): T => addresses.run(address, work)

/** The address of the request at hand; undefined outside the server of `npm start`, where nobody knows it. */
export const requestAddress = (): string | undefined => addresses.getStore()
