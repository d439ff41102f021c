import { BlockList, isIP } from "node:net";

/**
 * Whether an address is anybody's on the internet. Everything else may be a neighbor of this
 * program, and a repository's config must not make it talk to those.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  // A zone (`fe80::1%eth0`) names an interface of this machine.
  if (family !== 6 || address.includes("%")) return false;
  return open.check(address, "ipv6") && !closed.check(address, "ipv6");
}

/** From IANA's registry of special-purpose addresses, unless it says otherwise. */
const closedIpv4 = [
  ["0.0.0.0", 8, "this network"],
  ["10.0.0.0", 8, "private"],
  ["100.64.0.0", 10, "shared by a carrier's customers; metadata of Alibaba"],
  ["127.0.0.0", 8, "loopback"],
  ["168.63.129.16", 32, "not IANA: metadata of Azure"],
  ["169.254.0.0", 16, "link-local; metadata of most clouds"],
  ["172.16.0.0", 12, "private"],
  ["192.0.0.0", 24, "protocol assignments; metadata of Oracle"],
  ["192.0.2.0", 24, "documentation"],
  ["192.88.99.0", 24, "relays of 6to4"],
  ["192.168.0.0", 16, "private"],
  ["198.18.0.0", 15, "benchmarking"],
  ["198.51.100.0", 24, "documentation"],
  ["203.0.113.0", 24, "documentation"],
  ["224.0.0.0", 4, "multicast"],
  ["240.0.0.0", 4, "reserved; broadcast"],
] as const;

const closedIpv6 = [
  ["2001::", 23, "protocol assignments: Teredo, benchmarking, ORCHID"],
  ["2001:db8::", 32, "documentation"],
  ["3fff::", 20, "documentation"],
] as const;

/** Nothing outside of these is routed on the internet; the last two carry an IPv4 address. */
const openIpv6 = [
  ["2000::", 3, "global unicast"],
  ["::ffff:0:0", 96, "mapped IPv4"],
  ["64:ff9b::", 96, "NAT64"],
] as const;

const open = new BlockList();
for (const [net, bits] of openIpv6) open.addSubnet(net, bits, "ipv6");

const closed = new BlockList();
for (const [net, bits] of closedIpv6) closed.addSubnet(net, bits, "ipv6");
for (const [net, bits] of closedIpv4) {
  closed.addSubnet(net, bits, "ipv4");
  closed.addSubnet(`::ffff:${net}`, 96 + bits, "ipv6");
  closed.addSubnet(`64:ff9b::${net}`, 96 + bits, "ipv6");
  closed.addSubnet(in6to4(net), 16 + bits, "ipv6");
}

function in6to4(ipv4: string): string {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split(".").map(Number);
  return `2002:${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}::`;
}
