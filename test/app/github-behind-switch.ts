import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface GithubBehindSwitch {
  readonly url: string;
  /** While false every call is answered 503. */
  works: boolean;
  close(): void;
}

/** Passes calls on to the sandbox, or says that it is out of order. */
export async function githubBehindSwitch(target: string): Promise<GithubBehindSwitch> {
  const server = createServer((request, response) => {
    if (front.works) void pass(request, response, target);
    else response.writeHead(503).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const front: GithubBehindSwitch = {
    url: `http://127.0.0.1:${port}`,
    works: false,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return front;
}

async function pass(
  request: IncomingMessage,
  response: ServerResponse,
  target: string,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { authorization = "", "content-type": type = "application/json" } = request.headers;
  const answer = await fetch(target + request.url, {
    method: request.method ?? "GET",
    headers: { authorization, "content-type": type },
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  const text = await answer.text();
  const contentType = answer.headers.get("content-type") ?? "application/json";
  response.writeHead(answer.status, { "content-type": contentType }).end(text);
}
