import ipaddr from 'ipaddr.js'

/** Networks in CIDR notation that the operator has opened, whatever kind of address they are. */
export type OpenNetworks = readonly string[]

type Address = ReturnType<typeof ipaddr.parse>

/** What is given out to the public internet in IPv6 (RFC 4291); outside it lie forms that carry an IPv4 address within. */
const globalIpv6 = ipaddr.parseCIDR('2000::/3')
/** A public address under which a large cloud answers its own machines about themselves. */
const cloudMetadata = '168.63.129.16'
/** Ports at which the public internet serves the web; in an opened network any port does. */
const webPorts = new Set([80, 443, 8080, 8443])

const isWithin = (address: Address, [network, bits]: ReturnType<typeof ipaddr.parseCIDR>): boolean =>
  address.kind() === network.kind() && address.match(network, bits)

function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast' || address.toString() === cloudMetadata) return false
  return address.kind() === 'ipv4' || isWithin(address, globalIpv6)
}

export type Refusal = 'address' | 'port'

/**
 * Why nothing may be sent to a port of an address; null where it may. Loopback, private, shared, link-local, multicast and reserved addresses
 * are refused unless the operator has opened their network, and so are IPv6 forms that stand for an IPv4 address.
 */
export function refusalOf(address: string, port: number, open: OpenNetworks): Refusal | null {
  if (!ipaddr.isValid(address)) return 'address'
  const parsed = ipaddr.parse(address)
  if (open.some((network) => isWithin(parsed, ipaddr.parseCIDR(network)))) return null
  if (!isPublic(parsed)) return 'address'
  return webPorts.has(port) ? null : 'port'
}
