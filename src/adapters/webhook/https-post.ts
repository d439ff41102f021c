import type { ClientRequest, IncomingMessage } from "node:http";
import { request } from "node:https";
import { isIP } from "node:net";
import { connect } from "node:tls";
import { internet, type Network } from "./network.ts";
import { isPublicAddress } from "./public-address.ts";
import { askedWait } from "./retry-after.ts";

export type HttpsPost = (call: Call) => Promise<Outcome>;

export interface Call {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What became of a call. `why` never holds more of the URL than its host. */
export type Outcome =
  /** The URL is not one to call: nothing was sent. */
  | { readonly kind: "not-called"; readonly why: string }
  /** `lost` when it may have arrived all the same. */
  | { readonly kind: "no-answer"; readonly why: string; readonly lost: boolean }
  | Answer;

export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  /** Its first 64 KiB, as it came. */
  readonly text: string;
  /** Milliseconds it asks to wait. */
  readonly afterMs?: number;
}

interface HttpsPostOptions {
  readonly clock: { now(): Date };
  readonly network?: Network;
  /** For everything together: the name, the connection, the answer. */
  readonly timeoutMs?: number;
}

/** POSTs to public addresses only, over HTTPS only, and follows no redirect. */
export function createHttpsPost(options: HttpsPostOptions): HttpsPost {
  const { clock, network = internet, timeoutMs = 10_000 } = options;
  return async (call) => {
    const wrong = whatIsWrongWith(call.url);
    if (wrong !== undefined) return { kind: "not-called", why: wrong };
    const signal = AbortSignal.timeout(timeoutMs);
    const progress = { connected: false };
    try {
      const addresses = await inTime(signal, addressesOf(hostOf(call.url), network));
      if (!addresses.every(isPublicAddress)) return { kind: "not-called", why: privateAddress };
      const sent = send({ call, network, addresses, signal, progress });
      return await answerOf(await responseTo(sent), clock.now());
    } catch (error) {
      const why = signal.aborted ? `no answer within ${timeoutMs} ms` : codeOf(error);
      return { kind: "no-answer", why, lost: progress.connected };
    }
  };
}

const privateAddress =
  "its name leads to an address that is not public; expected a host on the internet";

/** Before anything is sent; undefined where the URL may be called. */
export function whatIsWrongWith(url: URL): string | undefined {
  if (url.protocol !== "https:") {
    return `its address begins with ${url.protocol}//; expected https://`;
  }
  if (url.username !== "" || url.password !== "") {
    return "its address holds a user name or password; expected https://host/path";
  }
  return undefined;
}

async function addressesOf(host: string, network: Network): Promise<readonly string[]> {
  const addresses = isIP(host) === 0 ? await network.resolve(host) : [host];
  if (addresses.length === 0) throw Object.assign(new Error(), { code: "ENODATA" });
  return addresses;
}

function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

interface Sending {
  readonly call: Call;
  readonly network: Network;
  readonly addresses: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: { connected: boolean };
}

function send({ call, network, addresses, signal, progress }: Sending): ClientRequest {
  const { url, headers, body } = call;
  const host = hostOf(url);
  const sent = request(url, {
    method: "POST",
    // Without an agent Node takes 80, and says so in the Host header.
    defaultPort: 443,
    signal,
    headers: {
      ...headers,
      "accept-encoding": "identity",
      "content-length": Buffer.byteLength(body),
      "user-agent": "Allclear",
    },
    createConnection: () =>
      connect({
        socket: network.dial(addresses, Number(url.port || 443)),
        host,
        ...(isIP(host) === 0 ? { servername: host } : {}),
        ...(network.trusted === undefined ? {} : { ca: network.trusted }),
      }).once("secureConnect", () => {
        progress.connected = true;
      }),
  });
  return sent.end(body);
}

function responseTo(sent: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    sent.on("response", resolve);
    // Stays after the response came: a connection may break at any time.
    sent.on("error", reject);
    sent.on("close", () =>
      reject(Object.assign(new Error(), { code: "closed without an answer" })),
    );
  });
}

async function answerOf(response: IncomingMessage, now: Date): Promise<Answer> {
  const afterMs = askedWait(response.headers, now);
  return {
    kind: "answer",
    status: response.statusCode ?? 0,
    text: await startOf(response),
    ...(afterMs === undefined ? {} : { afterMs }),
  };
}

const longestText = 65_536;

// Leaving the loop ends the connection, so that an endless answer ends here.
async function startOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length >= longestText) break;
  }
  return Buffer.concat(chunks).subarray(0, longestText).toString();
}

function inTime<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
    promise.then(resolve, reject);
  });
}

// Messages of the network name addresses, so only its codes are shown.
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return String(code ?? name);
}
