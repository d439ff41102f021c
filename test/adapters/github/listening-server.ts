import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import nock from "nock";

/** A real server on loopback: what is sent to it is kept, and counted where nock cannot. */

export interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly body: unknown;
}

export interface ListeningServer {
  readonly baseUrl: string;
  readonly sent: readonly Sent[];
  close(): void;
}

export async function listeningServer(
  answer: (response: ServerResponse) => void,
): Promise<ListeningServer> {
  nock.restore();
  const sent: Sent[] = [];
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const text = Buffer.concat(chunks).toString();
      sent.push({
        method: request.method ?? "",
        path: pathname,
        query: Object.fromEntries(searchParams),
        body: text === "" ? undefined : JSON.parse(text),
      });
      answer(response);
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    sent,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** Gives every request the same answer. */
export function always(
  status: number,
  body: string | object,
  headers: Record<string, string> = {},
) {
  return (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Begins an answer and breaks off. */
export function halfOf(status: number) {
  return (response: ServerResponse) => {
    response.writeHead(status, { "content-type": "application/json", "content-length": "5000" });
    response.write('{"id": 1,');
    setImmediate(() => response.destroy());
  };
}
