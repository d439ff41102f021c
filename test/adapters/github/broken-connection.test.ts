import type { ServerResponse } from "node:http";
import { expect, it } from "vitest";
import { halfOf, listeningServer } from "./listening-server.ts";
import { address, nockedHost, outcomeOf } from "./nocked-host.ts";

it.each([
  ["never comes", () => undefined],
  ["is a reset", (response: ServerResponse) => response.socket?.resetAndDestroy()],
  ["breaks off", halfOf(201)],
])("a write whose answer %s may have been done, and is sent once", async (_, answer) => {
  const server = await listeningServer(answer);
  const { host, lines } = nockedHost({ baseUrl: server.baseUrl, timeoutMs: 100 });
  const outcome = await outcomeOf(host.createComment(address, "hello"));
  server.close();
  expect(outcome).toEqual({ again: "backoff", lost: true });
  expect(server.sent).toHaveLength(1);
  expect(lines).toHaveLength(1);
});

it("a read whose answer never comes is tried later, with nothing lost", async () => {
  const server = await listeningServer(() => undefined);
  const { host } = nockedHost({ baseUrl: server.baseUrl, timeoutMs: 100 });
  const outcome = await outcomeOf(host.readIssue(address));
  server.close();
  expect(outcome).toEqual({ again: "backoff", lost: false });
});

it("a host that is not there is tried later", async () => {
  const server = await listeningServer(() => undefined);
  server.close();
  const { host } = nockedHost({ baseUrl: server.baseUrl });
  expect(await outcomeOf(host.readIssue(address))).toEqual({ again: "backoff", lost: false });
});
