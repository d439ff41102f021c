import { lookup } from "node:dns/promises";
import { connect, isIP, type Socket } from "node:net";

/** The two ways to the outside that a test stands in for. */
export interface Network {
  /** Every address of a name. */
  resolve(name: string): Promise<readonly string[]>;
  /** A connection to one of exactly these addresses. */
  dial(addresses: readonly string[], port: number): Socket;
  /** Certificates to trust in place of those that Node comes with. */
  readonly trusted?: string;
}

export const internet: Network = {
  async resolve(name) {
    return (await lookup(name, { all: true })).map(({ address }) => address);
  },
  // Node tries one after the other, so that a broken IPv6 keeps nobody from IPv4. It asks `lookup`
  // in place of the resolver: no second answer can differ from the one that was checked.
  dial(addresses, port) {
    const found = addresses.map((address) => ({ address, family: isIP(address) }));
    return connect({
      host: "checked.invalid",
      port,
      autoSelectFamily: true,
      lookup: (_name, _options, done) => done(null, found),
    });
  },
};
