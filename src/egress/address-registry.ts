/**
 * What an address is for. `global` alone may be reached without an exception; everything else is named after its entry
 * in the IANA special-purpose registries, `metadata` after the cloud service that answers there.
 */
export type AddressKind =
  | 'global'
  | 'invalid'
  | 'unspecified'
  | 'loopback'
  | 'private'
  | 'cgnat'
  | 'link-local'
  | 'metadata'
  | 'ietf-protocol'
  | 'documentation'
  | 'benchmarking'
  | 'as112'
  | 'amt'
  | '6to4-relay'
  | 'multicast'
  | 'reserved'
  | 'broadcast'
  | 'unique-local'
  | 'site-local'
  | 'discard'
  | 'ipv4-compatible'
  | 'ipv4-translated'
  | 'nat64'
  | 'nat64-local'
  | '6to4'
  | 'teredo'
  | 'isatap'
  | 'orchid'
  | 'drip'
  | 'srv6'
  | 'outside-global-unicast'

/** A block of addresses: CIDR, what it is for, and the document that says so. */
export type RegistryEntry = readonly [cidr: string, kind: AddressKind, source: string]

/** https://www.iana.org/assignments/iana-ipv4-special-registry, and multicast from ipv4-address-space. */
export const IPV4_REGISTRY: readonly RegistryEntry[] = [
  ['0.0.0.0/8', 'unspecified', 'RFC 791 section 3.2'],
  ['10.0.0.0/8', 'private', 'RFC 1918'],
  ['100.64.0.0/10', 'cgnat', 'RFC 6598'],
  ['127.0.0.0/8', 'loopback', 'RFC 1122 section 3.2.1.3'],
  ['169.254.0.0/16', 'link-local', 'RFC 3927'],
  ['172.16.0.0/12', 'private', 'RFC 1918'],
  ['192.0.0.0/24', 'ietf-protocol', 'RFC 6890 section 2.1'],
  ['192.0.2.0/24', 'documentation', 'RFC 5737'],
  ['192.31.196.0/24', 'as112', 'RFC 7535'],
  ['192.52.193.0/24', 'amt', 'RFC 7450'],
  ['192.88.99.0/24', '6to4-relay', 'RFC 7526'],
  ['192.168.0.0/16', 'private', 'RFC 1918'],
  ['192.175.48.0/24', 'as112', 'RFC 7534'],
  ['198.18.0.0/15', 'benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'documentation', 'RFC 5737'],
  ['203.0.113.0/24', 'documentation', 'RFC 5737'],
  ['224.0.0.0/4', 'multicast', 'RFC 1112 section 4'],
  ['240.0.0.0/4', 'reserved', 'RFC 1112 section 4'],
  ['255.255.255.255/32', 'broadcast', 'RFC 919 section 7'],
  // Services that hand out a machine's credentials. The first is in nobody's registry: it is a public address.
  ['168.63.129.16/32', 'metadata', 'Azure WireServer'],
  ['169.254.169.254/32', 'metadata', 'AWS, GCP, Azure, OpenStack and others: instance metadata'],
  ['169.254.170.2/32', 'metadata', 'AWS ECS task credentials'],
  ['169.254.170.23/32', 'metadata', 'AWS EKS Pod Identity'],
  ['169.254.0.23/32', 'metadata', 'Tencent Cloud instance metadata'],
  ['169.254.42.42/32', 'metadata', 'Scaleway instance metadata'],
  ['100.100.100.200/32', 'metadata', 'Alibaba Cloud instance metadata'],
  ['192.0.0.192/32', 'metadata', 'Oracle Cloud classic instance metadata'],
]

/**
 * https://www.iana.org/assignments/iana-ipv6-special-registry and ipv6-address-space. IPv4-mapped addresses
 * (::ffff:0:0/96, RFC 4291 section 2.5.5.2) are not here: they are IPv4 addresses, and judged as such.
 */
export const IPV6_REGISTRY: readonly RegistryEntry[] = [
  // Only 2000::/3 is assigned for global unicast (RFC 4291 section 2.4); the rest is refused whatever it may become.
  ['::/0', 'outside-global-unicast', 'RFC 4291 section 2.4'],
  ['2000::/3', 'global', 'RFC 3587'],
  ['::/128', 'unspecified', 'RFC 4291 section 2.5.2'],
  ['::1/128', 'loopback', 'RFC 4291 section 2.5.3'],
  ['::/96', 'ipv4-compatible', 'RFC 4291 section 2.5.5.1'],
  ['::ffff:0:0:0/96', 'ipv4-translated', 'RFC 2765 section 2.1'],
  ['64:ff9b::/96', 'nat64', 'RFC 6052 section 2.1'],
  ['64:ff9b:1::/48', 'nat64-local', 'RFC 8215'],
  ['100::/64', 'discard', 'RFC 6666'],
  ['100:0:0:1::/64', 'discard', 'RFC 9780'],
  ['2001::/23', 'ietf-protocol', 'RFC 2928'],
  ['2001::/32', 'teredo', 'RFC 4380'],
  ['2001:2::/48', 'benchmarking', 'RFC 5180'],
  ['2001:3::/32', 'amt', 'RFC 7450'],
  ['2001:4:112::/48', 'as112', 'RFC 7535'],
  ['2001:10::/28', 'orchid', 'RFC 4843'],
  ['2001:20::/28', 'orchid', 'RFC 7343'],
  ['2001:30::/28', 'drip', 'RFC 9374'],
  ['2001:db8::/32', 'documentation', 'RFC 3849'],
  ['2002::/16', '6to4', 'RFC 3056'],
  ['2620:4f:8000::/48', 'as112', 'RFC 7534'],
  ['3fff::/20', 'documentation', 'RFC 9637'],
  ['5f00::/16', 'srv6', 'RFC 9602'],
  ['fc00::/7', 'unique-local', 'RFC 4193'],
  ['fe80::/10', 'link-local', 'RFC 4291 section 2.5.6'],
  ['fec0::/10', 'site-local', 'RFC 3879'],
  ['ff00::/8', 'multicast', 'RFC 4291 section 2.7'],
  ['fd00:ec2::254/128', 'metadata', 'AWS instance metadata'],
  ['fd00:ec2::23/128', 'metadata', 'AWS EKS Pod Identity'],
  ['fd20:ce::254/128', 'metadata', 'GCP instance metadata'],
  ['fd00:42::42/128', 'metadata', 'Scaleway instance metadata'],
  ['fd00:c1::a9fe:a9fe/128', 'metadata', 'Oracle Cloud instance metadata'],
  ['fe80::a9fe:a9fe/128', 'metadata', 'OpenStack instance metadata'],
]
