import { describe, expect, it } from 'vitest'
import { refusalOf } from '@/lib/outgoing/address-rule'

const refused = [
  // Loopback, unspecified, private, shared (CGNAT), link-local with the metadata service, multicast, broadcast, reserved, documentation, benchmarks.
  ...[
    '127.0.0.1',
    '127.255.255.254',
    '0.0.0.0',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '100.100.100.200',
  ],
  ...['169.254.169.254', '224.0.0.1', '239.255.255.255', '255.255.255.255', '240.0.0.1', '192.0.2.1', '198.51.100.7', '203.0.113.9'],
  ...['198.18.0.1', '192.0.0.8', '192.88.99.1', '168.63.129.16'],
  // The same in IPv6, and every form that carries an IPv4 address: mapped, compatible, NAT64, 6to4, Teredo.
  ...['::1', '::', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'fc00::1', 'fd00:ec2::254', 'ff02::1', '2001:db8::1', '100::1', '3fff::1'],
  ...['::ffff:127.0.0.1', '::ffff:8.8.8.8', '::ffff:a9fe:a9fe', '::127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::', '2001:0::1'],
  // What is no address at all.
  ...['', 'localhost', '127.1.2', '8.8.8.8.8'],
]
const open = ['8.8.8.8', '172.32.0.1', '100.128.0.1', '193.0.6.139', '2606:4700::1111', '2001:4860:4860::8888', '2a00:1450::1']

describe('what may be sent to', () => {
  it.each(refused)('is not %s', (address) => {
    expect(refusalOf(address, 443, [])).toBe('address')
  })

  it.each(open)('is %s, at the ports of the web', (address) => {
    for (const port of [80, 443, 8080, 8443]) expect(refusalOf(address, port, [])).toBeNull()
    for (const port of [22, 25, 5432, 6379, 9200, 0]) expect(refusalOf(address, port, [])).toBe('port')
  })

  it('is what the operator has opened, at any port, and nothing beside it', () => {
    const networks = ['127.0.0.1/32', '10.20.0.0/16', 'fd00::/8']
    for (const address of ['127.0.0.1', '10.20.255.1', 'fd12::1']) expect(refusalOf(address, 5678, networks)).toBeNull()
    for (const address of ['127.0.0.2', '10.21.0.1', 'fe80::1', '::ffff:127.0.0.1', '169.254.169.254'])
      expect(refusalOf(address, 443, networks), address).toBe('address')
    expect(refusalOf('8.8.8.8', 5678, networks)).toBe('port')
  })
})
