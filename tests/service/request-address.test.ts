import { describe, expect, it } from 'vitest'
import { addressOf } from '@/lib/service/request-address'

describe('the address of a request', () => {
  it.each([
    ['the socket’s, whatever the sender writes', '203.0.113.9', '198.51.100.1', 0, '203.0.113.9'],
    ['what the one proxy says', '10.0.0.1', '198.51.100.1', 1, '198.51.100.1'],
    ['what the one proxy says, not what the sender wrote before', '10.0.0.1', '1.1.1.1, 198.51.100.1', 1, '198.51.100.1'],
    ['what the outer of two says', '10.0.0.1', '1.1.1.1, 198.51.100.1, 10.0.0.2', 2, '198.51.100.1'],
    ['the furthest there is where there are fewer', '10.0.0.1', '198.51.100.1', 3, '198.51.100.1'],
    ['the socket’s where the proxy says nothing', '10.0.0.1', undefined, 1, '10.0.0.1'],
    ['the socket’s where what is said is no address', '10.0.0.1', 'unknown', 1, '10.0.0.1'],
    ['an IPv4 address in IPv6 clothes', '::ffff:203.0.113.9', undefined, 0, '203.0.113.9'],
    ['the network of an IPv6 address', '2001:db8:0:1:aaaa:bbbb:cccc:dddd', undefined, 0, '2001:db8:0:1'],
    ['the network of a short one', '2001:db8::1', undefined, 0, '2001:db8:0:0'],
    ['this machine', '::1', undefined, 0, '0:0:0:0'],
  ])('is %s', (_, socket, forwarded, proxies, address) => {
    expect(addressOf(socket, forwarded, proxies)).toBe(address)
  })
})
