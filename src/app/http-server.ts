import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, refuse, send } from "./answer.ts";
import { describeError, type Log } from "./log.ts";

/** By `METHOD /path`. */
export type Routes = Readonly<Record<string, (request: IncomingMessage) => Promise<Answer>>>;

export interface HttpServer {
  /** `http://127.0.0.1:3000`, with the port that was taken. */
  readonly url: string;
  /** Takes nothing new, lets what is under way end within that time, then closes. */
  close(withinMs: number): Promise<void>;
}

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly routes: Routes;
  readonly log: Log;
}

/** Listens; rejects with a clear message when the port is taken. */
export async function listen({ host, port, routes, log }: ListenOptions): Promise<HttpServer> {
  const server = createServer((request, response) => {
    void answer(request, routes, log).then((given) => send(response, given));
  });
  // Slow headers and idle connections; bodies have their own limit in `read-body.ts`.
  server.headersTimeout = 10_000;
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 15_000;
  server.on("clientError", (_error, socket) => {
    if (socket.writable) socket.end("HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n");
    else socket.destroy();
  });
  await start(server, host, port);
  return { url: urlOf(server, host), close: (withinMs) => close(server, withinMs) };
}

async function answer(request: IncomingMessage, routes: Routes, log: Log): Promise<Answer> {
  const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
  const route = routes[`${request.method} ${path}`];
  if (route === undefined || !Object.hasOwn(routes, `${request.method} ${path}`)) {
    return refuse(
      404,
      `got ${request.method} ${path.slice(0, 100)}; expected one of ${known(routes)}`,
    );
  }
  try {
    return await route(request);
  } catch (error) {
    log.error({ path, ...describeError(error) }, "request failed");
    return refuse(500, "this did not work; the log of this process says why");
  }
}

/** `GET /healthz` is an example of each of them. */
function known(routes: Routes): string {
  return Object.keys(routes).join(", ");
}

function start(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
    server.listen({ host, port }, () => {
      server.removeAllListeners("error");
      server.on("error", () => undefined);
      resolve();
    });
  });
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const why: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} is taken; set PORT to a free one, for example PORT=3001`,
    EACCES: `port ${port} needs more rights; set PORT to one above 1023, for example PORT=3000`,
    EADDRNOTAVAIL: `${host} is no address of this machine; set HOST, for example HOST=0.0.0.0`,
    ENOTFOUND: `${host} is not known here; set HOST, for example HOST=0.0.0.0`,
  };
  const said = why[error.code ?? ""] ?? error.message;
  return new Error(`Cannot listen on ${host}:${port}: ${said}`, { cause: error });
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const bare = host.replace(/^\[|\]$/g, "");
  const reachable = bare === "0.0.0.0" || bare === "::" ? "127.0.0.1" : bare;
  return `http://${reachable.includes(":") ? `[${reachable}]` : reachable}:${port}`;
}

async function close(server: Server, withinMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), withinMs);
  await closed.finally(() => clearTimeout(timer));
}
