import { describe, expect, test } from "vitest";
import { createHttpsPost } from "../../../src/adapters/webhook/https-post.ts";
import type { Network } from "../../../src/adapters/webhook/network.ts";
import { isPublicAddress } from "../../../src/adapters/webhook/public-address.ts";

const closed = {
  unspecified: ["0.0.0.0", "0.1.2.3", "0.255.255.255", "::", "::0"],
  loopback: ["127.0.0.1", "127.1.2.3", "127.255.255.255", "::1", "0:0:0:0:0:0:0:1"],
  private: ["10.0.0.0", "10.255.255.255", "172.16.0.0", "172.31.255.255", "192.168.0.1"],
  "link-local": ["169.254.0.0", "169.254.169.254", "169.254.255.255", "fe80::1", "febf::1"],
  "with a zone": ["fe80::1%eth0", "2606:4700::1%eth0", "::1%lo"],
  "unique-local": ["fc00::", "fd00::1", "fd00:ec2::254", "fdff:ffff::1"],
  "site-local": ["fec0::1", "feff::1"],
  multicast: ["224.0.0.1", "239.255.255.255", "ff00::1", "ff02::1", "ff0e::1"],
  "of a carrier": ["100.64.0.0", "100.100.100.200", "100.127.255.255"],
  benchmarking: ["198.18.0.0", "198.19.255.255", "2001:2::1"],
  documentation: ["192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"],
  "reserved or broadcast": ["240.0.0.1", "255.255.255.255", "192.0.0.1", "192.88.99.1", "100::1"],
  "metadata of a cloud": ["168.63.129.16", "192.0.0.192"],
  "IPv4 in IPv6, mapped": [
    "::ffff:127.0.0.1",
    "::ffff:7f00:1",
    "0:0:0:0:0:ffff:7f00:0001",
    "::FFFF:10.1.2.3",
    "::ffff:169.254.169.254",
    "::ffff:a9fe:a9fe",
    "::ffff:0.0.0.0",
    "::ffff:168.63.129.16",
  ],
  "IPv4 in IPv6, compatible or translated": ["::127.0.0.1", "::7f00:1", "::ffff:0:127.0.0.1"],
  "IPv4 in IPv6, NAT64": [
    "64:ff9b::127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b::192.168.1.1",
    "64:ff9b:1::1",
    "64:ff9b:1:7f00::1",
  ],
  "IPv4 in IPv6, 6to4": ["2002:7f00:1::", "2002:a00:1::5", "2002:a9fe:a9fe::1", "2002:c0a8:101::"],
  "IPv4 in IPv6, Teredo": ["2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"],
  "no address at all": ["", "localhost", "127.1", "0x7f.1", "2130706433", "1.2.3.4:80", "[::1]"],
};

describe.each(Object.entries(closed))("An address that is %s", (_, addresses) => {
  test.each(addresses)("%s is not public", (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

test.each([
  ...["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "93.184.216.34", "100.63.255.255"],
  ...["100.128.0.0", "126.255.255.255", "128.0.0.0", "169.253.255.255", "169.255.0.0"],
  ...["172.15.255.255", "172.32.0.0", "192.0.1.0", "192.167.255.255", "192.169.0.0"],
  ...["198.17.255.255", "198.20.0.0", "223.255.255.255", "2606:4700::1111", "2a00:1450:4001::1"],
  ...["::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1", "2001:4860:4860::8888"],
])("The address %s is public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

describe("What is not public is never called", () => {
  test.each([
    ...["127.0.0.1", "127.0.0.1:8443", "127.1", "127.0.1", "2130706433", "017700000001"],
    ...["0x7f000001", "0x7f.0.0.1", "0177.0.0.1", "0x7f.1", "127.0.0.1.", "0", "0x0", "00"],
    ...["①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1", "%31%32%37.0.0.1", "0xA9FEA9FE"],
    ...["2852039166", "169.254.169.254", "0xa9.0xfe.0xa9.0xfe", "0251.0376.0251.0376"],
    ...["10.0.0.1", "167772161", "192.168.1.1", "3232235777", "0300.0250.1.1", "255.255.255.255"],
    ...["[::]", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]"],
    ...["[::127.0.0.1]", "[64:ff9b::a9fe:a9fe]", "[2002:7f00:1::]", "[fe80::1]", "[fd00::1]"],
    ...["[ff02::1]", "[2001:db8::1]", "[::FFFF:a9fe:a9fe]", "[0000::0001]"],
  ])("spelled %s", async (host) => {
    const network = watched(["93.184.216.34"]);
    const url = URL.parse(`https://${host}/hook`);
    expect(url).not.toBeNull();
    if (url === null) return;
    expect((await post(network, url)).kind).toBe("not-called");
    expect(network.dialed).toEqual([]);
  });

  test.each([
    ["loopback", ["127.0.0.1"]],
    ["loopback, in IPv6", ["::1"]],
    ["metadata", ["169.254.169.254"]],
    ["a private one behind a public one", ["93.184.216.34", "10.0.0.1"]],
    ["a private one in IPv6 behind a public one", ["93.184.216.34", "fd00::1"]],
    ["a mapped one", ["::ffff:10.0.0.1"]],
    ["something that is no address", ["localhost"]],
  ])("as the name of %s", async (_, addresses) => {
    const network = watched(addresses);
    const outcome = await post(network, new URL("https://innocent.example.com/hook"));
    expect(outcome.kind).toBe("not-called");
    expect(network.dialed).toEqual([]);
  });

  test("when a second answer of the resolver differs: only what was checked is dialed", async () => {
    const network = watched(["93.184.216.34"], ["127.0.0.1"]);
    const outcome = await post(network, new URL("https://rebinding.example.com:8443/hook"));
    expect(outcome).toEqual({ kind: "no-answer", why: "not dialed in this test", lost: false });
    expect(network.dialed).toEqual([[["93.184.216.34"], 8443]]);
  });
});

function post(network: Network, url: URL) {
  const send = createHttpsPost({ clock: { now: () => new Date(0) }, network });
  return send({ url, headers: {}, body: "{}" });
}

/** A network that resolves to these answers, the last one for good, and notes what is dialed. */
function watched(...answers: readonly (readonly string[])[]) {
  const dialed: unknown[] = [];
  let asked = 0;
  return {
    dialed,
    resolve: async () => answers[Math.min(asked++, answers.length - 1)] ?? [],
    dial(addresses: readonly string[], port: number): never {
      dialed.push([addresses, port]);
      throw Object.assign(new Error(), { code: "not dialed in this test" });
    },
  };
}
