import { connect } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type HttpServer, listen } from "../../src/app/http-server.ts";
import { type Intake, intake } from "../../src/app/intake.ts";
import { createLog } from "../../src/app/log.ts";
import { createMetrics } from "../../src/app/metrics.ts";
import { receiver, webhookPath } from "../../src/app/receiver.ts";
import type { Address } from "../../src/reconcile/address.ts";
import { payload, secret, signatureOf, signedDelivery } from "./signed-delivery.ts";

const limits = { bytes: 4 * 1024 * 1024, withinMs: 300 };
const nothing = async () => ({ waiting: 0, running: 0, alarms: 0 });
const incident = JSON.stringify(payload({ labels: ["incident"], body: "private words" }));

let server: HttpServer;
let stored: Address[];
let broken: boolean;
let lines: string[];
let unhandled: unknown[];
const note = (error: unknown) => unhandled.push(error);

beforeEach(async () => {
  stored = [];
  lines = [];
  unhandled = [];
  broken = false;
  process.on("unhandledRejection", note);
  const log = createLog({
    level: "trace",
    now: () => new Date(),
    write: (line) => lines.push(line),
  });
  const routes = { [`POST ${webhookPath}`]: receiver({ secret, intake: takeAll(log), limits }) };
  server = await listen({ host: "127.0.0.1", port: 0, routes, log });
});

afterEach(async () => {
  await server.close(0);
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

function takeAll(log: ReturnType<typeof createLog>): Intake {
  return intake({
    queue: {
      enqueue: async (_key, address) => {
        if (broken) throw new Error("the disk is full");
        stored.push(address);
      },
    },
    judge: {
      labels: {
        isOurs: (_, label) => label === "incident",
        refresh: async () => undefined,
        whenToAsk: () => undefined,
      },
      ourLogin: () => "allclear[bot]",
      now: () => new Date("2026-11-22T02:35:00Z"),
    },
    open: { place: async () => undefined, following: async () => [] },
    metrics: createMetrics({ depth: nothing, now: () => new Date() }),
    log,
  });
}

const send = (init: RequestInit) => fetch(server.url + webhookPath, init);

test("a signed delivery about an incident is stored before it is answered 202", async () => {
  const answer = await send(signedDelivery("issues", incident));
  expect(answer.status).toBe(202);
  expect(stored).toEqual([
    {
      installation: 7,
      repository: 4711,
      name: "acme/shop",
      issue: 42,
      seen: { updatedAt: "2026-11-22T02:32:00Z", toldAt: "2026-11-22T02:35:00.000Z" },
    },
  ]);
});

test("a delivery that cannot be stored is answered 503, so that GitHub lists it as failed", async () => {
  broken = true;
  expect((await send(signedDelivery("issues", incident))).status).toBe(503);
});

test.each([
  ["no signature", { "x-hub-signature-256": "" }, 401],
  ["a signature by another key", { "x-hub-signature-256": signatureOf(incident, "other") }, 401],
  ["a signature of another body", { "x-hub-signature-256": signatureOf("{}") }, 401],
  ["a short signature", { "x-hub-signature-256": signatureOf(incident).slice(0, -2) }, 400],
  ["only the prefix", { "x-hub-signature-256": "sha256=" }, 400],
  ["an old kind of signature", { "x-hub-signature-256": `sha1=${"0".repeat(40)}` }, 400],
  ["no hexadecimal digits", { "x-hub-signature-256": `sha256=${"z".repeat(64)}` }, 400],
  [
    "two signatures in one header",
    { "x-hub-signature-256": `${signatureOf(incident)}, ${signatureOf(incident)}` },
    400,
  ],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ["plain text", { "content-type": "text/plain" }, 415],
  ["no content type", { "content-type": "" }, 415],
  ["another charset", { "content-type": "application/json; charset=utf-16" }, 415],
  ["an unknown charset", { "content-type": "application/json; charset=klingon" }, 415],
  ["no event", { "x-github-event": "" }, 400],
  ["an event that is no name", { "x-github-event": "issues; drop" }, 400],
])("%s is refused and stores nothing", async (_, headers, status) => {
  const answer = await send(signedDelivery("issues", incident, headers as Record<string, string>));
  expect(answer.status).toBe(status);
  expect(stored).toEqual([]);
});

test.each([
  ["nothing", {}],
  ["another form", { "x-hub-signature-256": "sha1=abc" }],
  ["one that does not fit", { "x-hub-signature-256": signatureOf("other") }],
])("a refused signature says that we got %s, and what was expected", async (came, headers) => {
  const init = { method: "POST", body: "{}", headers: headers as Record<string, string> };
  const text = await (await send(init)).text();
  expect(text).toMatch(new RegExp(`^x-hub-signature-256: got ${came}.*; expected .*\\n$`));
});

test("a wrong path says what there is", async () => {
  const answer = await fetch(`${server.url}/github?token=secret`);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe(`got GET /github; expected one of POST ${webhookPath}\n`);
});

test.each([
  "application/json; charset=utf-8",
  "Application/JSON",
  'application/json;charset="UTF-8"',
])("the content type %s is JSON", async (type) => {
  const answer = await send(signedDelivery("issues", incident, { "content-type": type }));
  expect(answer.status).toBe(202);
});

test("a signature header sent twice is refused", async () => {
  const twice = `x-hub-signature-256: ${signatureOf("{}")}\r\n`.repeat(2);
  expect(await raw(`${head(2)}${twice}\r\n{}`)).toMatch(/^HTTP\/1.1 400/);
});

test.each([
  "null",
  "[]",
  '"x"',
  "1",
  "true",
  "",
  " ",
  "{",
  "\u0000",
  '{"a":1}{"b":2}',
  "[".repeat(1e5),
])("the signed body %j is refused without harm", async (body) => {
  expect((await send(signedDelivery("issues", body))).status).toBe(400);
});

test("bytes that are no UTF-8 do no harm", async () => {
  const body = Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]);
  expect((await send(signedDelivery("issues", body))).status).toBe(200);
});

const deep = `{"action":"labeled","a":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
const odd: readonly [string, string, unknown][] = [
  ["an empty object", "issues", {}],
  ["an object a hundred thousand levels deep", "issues", deep],
  ["an unknown event", "sponsorship", payload({ labels: ["incident"] })],
  ["a ping", "ping", { zen: "Keep it logically awesome.", hook_id: 1 }],
  ["an issue without a repository", "issues", payload({ labels: ["incident"], repository: null })],
  ["a delivery of no installation", "issues", payload({ labels: ["incident"], installation: 0 })],
  [
    "numbers in place of texts",
    "issues",
    { ...payload(), issue: 1, comment: 2, sender: 3, label: 4 },
  ],
  [
    "texts in place of numbers",
    "issues",
    payload({ labels: ["incident"], issue: { number: "1" } }),
  ],
  [
    "an id no number can hold",
    "issues",
    payload({ repository: { id: 2 ** 60, full_name: "a/b" } }),
  ],
  ["a comment without a comment", "issue_comment", payload({ labels: ["incident"] })],
  ["labels that are no labels", "issues", payload({ issue: { number: 1, labels: [null, 1, {}] } })],
  ["inherited names", "issues", '{"__proto__":{"issue":{}},"constructor":{"name":"x"}}'],
];

test.each(odd)("%s is answered 200 and asks for no look", async (_, event, body) => {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  expect((await send(signedDelivery(event, text))).status).toBe(200);
  expect(stored).toEqual([]);
});

test("a body over the limit is refused by its announced length, before it is sent", async () => {
  const answer = await raw(
    `${head(limits.bytes + 1)}x-hub-signature-256: ${signatureOf("")}\r\n\r\n`,
  );
  expect(answer).toMatch(/^HTTP\/1.1 413/);
  expect(answer).toMatch(/connection: close/i);
});

test("a body over the limit without an announced length is cut off while it is read", async () => {
  const big = Buffer.alloc(limits.bytes + 1, 0x20);
  const chunked = `${head()}transfer-encoding: chunked\r\nx-hub-signature-256: ${signatureOf(big)}`;
  const size = big.length.toString(16);
  const answer = await raw(Buffer.concat([Buffer.from(`${chunked}\r\n\r\n${size}\r\n`), big]));
  expect(answer).toMatch(/^(HTTP\/1.1 413|$)/);
  expect(stored).toEqual([]);
});

test("a body that does not come in time is answered 408 and the connection ends", async () => {
  const answer = await raw(`${head(10)}x-hub-signature-256: ${signatureOf("")}\r\n\r\n{"a`);
  expect(answer).toMatch(/^HTTP\/1.1 408/);
});

test("a sender that hangs up in the middle does no harm", async () => {
  const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
  const closed = new Promise((resolve) => socket.on("close", resolve));
  socket.write(`${head(10)}x-hub-signature-256: ${signatureOf("")}\r\n\r\n{"a`, () =>
    socket.destroy(),
  );
  await closed;
  expect((await send(signedDelivery("issues", incident))).status).toBe(202);
});

test("the same delivery a thousand times is answered each time, and never dropped by its id", async () => {
  const delivery = signedDelivery("issues", incident);
  for (let round = 0; round < 20; round += 1) {
    const answers = await Promise.all(Array.from({ length: 50 }, () => send(delivery)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
  }
  expect(stored).toHaveLength(1000);
});

test("other paths and methods are not found", async () => {
  expect((await fetch(server.url + webhookPath)).status).toBe(404);
  expect((await fetch(`${server.url}/constructor`)).status).toBe(404);
  expect((await fetch(server.url, { method: "POST" })).status).toBe(404);
});

test("nothing that a delivery carries reaches the log", async () => {
  await send(signedDelivery("issues", incident));
  await send(signedDelivery("issues", incident, { "x-hub-signature-256": signatureOf("{}") }));
  await send(signedDelivery("push", incident));
  broken = true;
  await send(signedDelivery("issues", incident));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.join("\n")).not.toMatch(/private words|a-webhook-secret/);
});

function head(length?: number): string {
  const announced = length === undefined ? "" : `content-length: ${length}\r\n`;
  return (
    `POST ${webhookPath} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n` +
    `x-github-event: issues\r\n${announced}`
  );
}

/** Sends bytes as they are and resolves with what came until the connection ended. */
function raw(bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    let came = "";
    socket.on("data", (chunk) => {
      came += String(chunk);
      if (/^HTTP\/1.1 \d+/.test(came) && !/connection: close/i.test(came)) socket.end();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(came));
    socket.write(bytes);
  });
}
