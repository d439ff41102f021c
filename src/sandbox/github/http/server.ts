import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Manifests } from "../manifests.ts";
import type { World } from "../model/world.ts";
import type { DeliveryLog } from "../webhooks.ts";
import type { Faults } from "./faults.ts";
import { type Handled, handle, type Incoming } from "./handle.ts";
import { createRateLimits, type RateLimits } from "./rate-limits.ts";
import type { Tokens } from "./tokens.ts";

/** One request as it was answered, for benches and tests. */
export interface RecordedRequest {
  /** Milliseconds since the epoch, by the world's clock. */
  at: number;
  method: string;
  /** The route's template, or `undefined` for one the stand-in does not serve. */
  route: string | undefined;
  path: string;
  status: number;
  actor: string;
  bytesOut: number;
  milliseconds: number;
}

export interface ServerOptions {
  world: World;
  tokens: Tokens;
  deliveries: DeliveryLog;
  manifests: Manifests;
  port?: number;
  /** Requests an hour for each actor. */
  rateLimit?: number;
}

export interface GitHubServer {
  url: string;
  requests: RecordedRequest[];
  /** How many requests met no route; a test expects zero. */
  unknownRequests: () => RecordedRequest[];
  /** Replaces answers; may be exchanged at any time. */
  faults: Faults;
  /** Milliseconds for which lists do not show new comments. */
  lag: number;
  close: () => Promise<void>;
}

/** The largest body the stand-in reads, in bytes. */
const longestRequest = 2_000_000;

/** Serves the world on loopback as api.github.com would. */
export async function startServer(options: ServerOptions): Promise<GitHubServer> {
  const { world } = options;
  const limits = createRateLimits(world.now, options.rateLimit ?? 5_000);
  let served = 0;
  const count = () => {
    served += 1;
    return served - 1;
  };
  const server = createServer((request, response) => {
    void answer(request, response, { ...options, limits, github, count }).catch((error: unknown) =>
      fail(response, error),
    );
  });
  const github: GitHubServer = {
    url: "",
    requests: [],
    unknownRequests: () => github.requests.filter((one) => one.route === undefined),
    faults: () => undefined,
    lag: 0,
    close: () => stop(server),
  };
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  github.url = `http://127.0.0.1:${portOf(server.address())}`;
  world.links = { api: github.url, html: github.url };
  return github;
}

/** A mistake of the stand-in itself must be seen, never look like a broken connection. */
function fail(response: ServerResponse, error: unknown): void {
  const message = `The stand-in failed: ${error instanceof Error ? error.stack : String(error)}`;
  response.writeHead(500, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify({ message }));
}

function stop(server: ReturnType<typeof createServer>): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
  });
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}

type Context = ServerOptions & {
  limits: RateLimits;
  github: GitHubServer;
  /** Numbers the requests, also when somebody empties the record. */
  count: () => number;
};

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  context: Context,
): Promise<void> {
  const startedAt = performance.now();
  const incoming = await receive(request, context.github.url);
  const handled = handle(incoming, { ...context, index: context.count() });
  context.github.requests.push({
    at: context.world.now().getTime(),
    method: incoming.method,
    route: handled.route,
    path: incoming.url.pathname + incoming.url.search,
    status: handled.status,
    actor: handled.actor,
    bytesOut: Buffer.byteLength(handled.text),
    milliseconds: performance.now() - startedAt,
  });
  await send(response, handled);
}

async function receive(request: IncomingMessage, base: string): Promise<Incoming> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= longestRequest) chunks.push(bytes);
  }
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", base),
    authorization: request.headers.authorization,
    accept: request.headers.accept ?? "",
    ifNoneMatch: request.headers["if-none-match"],
    text: Buffer.concat(chunks).toString(),
  };
}

async function send(response: ServerResponse, handled: Handled): Promise<void> {
  const fault = handled.fault;
  if (fault?.kind === "reset") {
    response.socket?.resetAndDestroy();
    return;
  }
  if (fault?.kind === "delay") {
    await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
  }
  response.writeHead(handled.status, handled.headers);
  response.end(handled.text);
}
