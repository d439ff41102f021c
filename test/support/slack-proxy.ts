import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** What came, as the SDK sends it. */
export interface SlackCall {
  readonly method: string;
  readonly parameters: URLSearchParams;
  readonly token: string;
}

export interface SlackAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body: string | object;
}

/** What happens instead; `lost` does what was asked for and, unless that failed, hangs up. */
export type Fault = "lost" | "refused" | "half an answer" | SlackAnswer;

export interface SlackProxy {
  readonly url: string;
  readonly calls: readonly SlackCall[];
  /** Decides about each call; undefined lets it through. */
  meddle(with_: (call: SlackCall) => Fault | undefined): void;
  close(): Promise<void>;
}

/** Real HTTP between an adapter and whoever answers as Slack. */
export async function openSlackProxy(
  answer: (call: SlackCall) => Promise<SlackAnswer>,
): Promise<SlackProxy> {
  const calls: SlackCall[] = [];
  let faultOf: (call: SlackCall) => Fault | undefined = () => undefined;
  const server = createServer((request, response) => {
    void readCall(request).then(async (call) => {
      calls.push(call);
      await respond(faultOf(call), () => answer(call), response);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/`,
    calls,
    meddle(decide) {
      faultOf = decide;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function readCall(request: IncomingMessage): Promise<SlackCall> {
  const parameters = new URLSearchParams(await text(request));
  const method = (request.url ?? "").replace(/^\/api\//, "");
  return { method, parameters, token: request.headers.authorization ?? "" };
}

async function respond(
  fault: Fault | undefined,
  answer: () => Promise<SlackAnswer>,
  response: ServerResponse,
): Promise<void> {
  if (fault === "refused") {
    response.destroy();
    return;
  }
  if (typeof fault === "object") {
    send(fault, response);
    return;
  }
  const given = await answer();
  if (fault === "lost" && isDone(given)) {
    response.destroy();
  } else if (fault === "half an answer") {
    response.writeHead(200, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"ok":');
    setImmediate(() => response.destroy());
  } else {
    send(given, response);
  }
}

function isDone({ body }: SlackAnswer): boolean {
  return typeof body === "object" && "ok" in body && body.ok === true;
}

function send({ status = 200, headers, body }: SlackAnswer, response: ServerResponse): void {
  const type = typeof body === "string" ? "text/html" : "application/json";
  response.writeHead(status, { "content-type": type, ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
