import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createHttpsPost } from "../../../src/adapters/webhook/https-post.ts";
import { internet, type Network } from "../../../src/adapters/webhook/network.ts";
import {
  answerWith,
  type HttpsStandIn,
  hangUp,
  neverAnswer,
  startHttpsStandIn,
} from "../../support/https-stand-in.ts";
import { until } from "../../support/until.ts";

let standIn: HttpsStandIn;
beforeAll(async () => {
  standIn = await startHttpsStandIn(["*.example.com"]);
});
afterAll(() => standIn.close());

const call = { url: new URL("https://teams.example.com/hooks/1"), headers: {}, body: '{"é":1}' };

/** Short enough to wait for; an answer that comes at once is never that late. */
const shortly = 300;

function posting(network: Partial<Network> = {}, timeoutMs = 10_000) {
  const clock = { now: () => new Date(0) };
  return createHttpsPost({ clock, network: { ...standIn.network, ...network }, timeoutMs });
}

test("One POST goes out, with its body as it is and no port in the name of the host", async () => {
  standIn.answer(answerWith(200, "thanks"));
  const before = standIn.received.length;
  const outcome = await posting()({ ...call, headers: { "x-some": "thing" } });
  expect(outcome).toEqual({ kind: "answer", status: 200, text: "thanks" });
  expect(standIn.received.slice(before)).toMatchObject([
    { host: "teams.example.com", method: "POST", path: "/hooks/1", body: '{"é":1}' },
  ]);
  expect(standIn.received.at(-1)?.headers).toMatchObject({
    "x-some": "thing",
    "content-length": "8",
  });
});

describe("Nothing is sent", () => {
  test.each([
    ["without TLS", "http://teams.example.com/", "begins with http://; expected https://"],
    ["by another scheme", "file:///etc/passwd", "begins with file://; expected https://"],
    ["to a user", "https://mona@teams.example.com/", "holds a user name or password"],
    ["with a password", "https://:s3cret@teams.example.com/", "holds a user name or password"],
  ])("%s", async (_, url, why) => {
    const before = standIn.received.length;
    const outcome = await posting()({ ...call, url: new URL(url) });
    expect(outcome).toMatchObject({ kind: "not-called", why: expect.stringContaining(why) });
    expect(JSON.stringify(outcome)).not.toContain("s3cret");
    expect(standIn.received).toHaveLength(before);
  });
});

describe("No answer comes", () => {
  test("of a name that does not exist", async () => {
    const resolve = async () => {
      throw Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" });
    };
    expect(await posting({ resolve })(call)).toEqual(noAnswer("ENOTFOUND", false));
    expect(await posting({ resolve: async () => [] })(call)).toEqual(noAnswer("ENODATA", false));
  });

  test("of a resolver that hangs", async () => {
    const resolve = () => new Promise<never>(() => undefined);
    const outcome = await posting({ resolve }, shortly)(call);
    expect(outcome).toEqual(noAnswer(`no answer within ${shortly} ms`, false));
  });

  test("of a closed port, and its address stays unsaid", async () => {
    const port = await closedPort();
    const dial = () => internet.dial(["127.0.0.1"], port);
    expect(await posting({ dial })(call)).toEqual(noAnswer("ECONNREFUSED", false));
  });

  test.each([
    ["that nobody vouches for", "DEPTH_ZERO_SELF_SIGNED_CERT", "teams.example.com", ""],
    ["for another name", "ERR_TLS_CERT_ALTNAME_INVALID", "teams.example.org", undefined],
    ["for a name, at a bare address", "ERR_TLS_CERT_ALTNAME_INVALID", "93.184.216.34", undefined],
    ["for a name, at a bare IPv6", "ERR_TLS_CERT_ALTNAME_INVALID", "[2606:4700::1]", undefined],
  ])("of a certificate %s", async (_, code, host, trusted) => {
    const before = standIn.received.length;
    const { trusted: known = "" } = standIn.network;
    const other = trusted === undefined ? known : await anotherCertificate();
    const url = new URL(`https://${host}/hooks/1`);
    const outcome = await posting({ trusted: other })({ ...call, url });
    expect(outcome).toMatchObject({ kind: "no-answer", why: code });
    expect(standIn.received).toHaveLength(before);
  });

  test("of a port that does not speak TLS", async () => {
    const server = createServer((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\n"));
    await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
    const { port } = server.address() as AddressInfo;
    const dial = () => internet.dial(["127.0.0.1"], port);
    expect(await posting({ dial })(call)).toMatchObject({ kind: "no-answer", lost: false });
    server.close();
  });

  test("of a host that hangs up, and it may have taken the message", async () => {
    standIn.answer(hangUp);
    expect(await posting()(call)).toEqual(noAnswer("ECONNRESET", true));
  });

  test("of a host that says nothing for too long", async () => {
    standIn.answer(neverAnswer);
    const outcome = await posting({}, shortly)(call);
    expect(outcome).toEqual(noAnswer(`no answer within ${shortly} ms`, true));
  });

  test("of a host that never gets to the end of a short answer", async () => {
    standIn.answer((response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write("."), 20);
      response.on("close", () => clearInterval(timer));
    });
    const outcome = await posting({}, shortly)(call);
    expect(outcome).toEqual(noAnswer(`no answer within ${shortly} ms`, true));
  });

  test("of a host that breaks off", async () => {
    standIn.answer((response) => {
      response.writeHead(200, { "content-length": "5000" });
      response.write("half", () => response.destroy());
    });
    expect(await posting()(call)).toMatchObject({ kind: "no-answer", lost: true });
  });

  test.each([
    ["garbage", "what is this\r\n\r\n"],
    ["headers without end", `HTTP/1.1 200 OK\r\nx: ${"x".repeat(100_000)}`],
    ["another protocol", "HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"],
  ])("of a host that answers with %s", async (_, text) => {
    standIn.answer((response) => response.socket?.end(text));
    expect(await posting()(call)).toMatchObject({ kind: "no-answer", lost: true });
  });
});

test("An endless answer is cut off after 64 KiB", async () => {
  let ended = false;
  standIn.answer((response) => {
    response.writeHead(200);
    response.on("close", () => {
      ended = true;
    });
    pour(response);
  });
  const outcome = await posting()(call);
  expect(outcome).toEqual({ kind: "answer", status: 200, text: "x".repeat(65_536) });
  await until(() => ended);
});

test("A connection tries the next address where the first is closed", async () => {
  const server = createServer((socket) => socket.end());
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  const socket = internet.dial(["::1", "127.0.0.1"], port);
  await new Promise((connected, failed) => socket.on("connect", connected).on("error", failed));
  expect(socket.remoteAddress).toBe("127.0.0.1");
  socket.destroy();
  server.close();
});

test("The resolver of this machine knows its own name", async () => {
  const addresses = await internet.resolve("localhost");
  expect(addresses.filter((address) => !["127.0.0.1", "::1"].includes(address))).toEqual([]);
  expect(addresses).not.toEqual([]);
});

function noAnswer(why: string, lost: boolean) {
  return { kind: "no-answer", why, lost };
}

function pour(response: ServerResponse): void {
  while (!response.destroyed && response.write("x".repeat(16_384)));
  response.once("drain", () => pour(response));
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function anotherCertificate(): Promise<string> {
  const other = await startHttpsStandIn(["*.example.com"]);
  other.close();
  return other.network.trusted ?? "";
}
