import { describe, expect, test, vi } from "vitest";
import { createLog } from "../../src/app/log.ts";
import { createMetrics } from "../../src/app/metrics.ts";
import { worker } from "../../src/app/worker.ts";
import { Again, Stop } from "../../src/reconcile/failure.ts";
import { reconcile } from "../../src/reconcile/reconcile.ts";
import { type IncidentWorld, openIncidentWorld } from "../support/in-memory-world.ts";
import { people } from "./sound.ts";

/** Every call and report of a world, as it left us. */
function outgoing(world: IncidentWorld): string {
  const written = world.calls.filter(({ isWrite }) => isWrite).map(({ args }) => args.slice(1));
  return JSON.stringify([written, world.reports]);
}

const encodings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => encodeURIComponent(secret),
  (secret) => Buffer.from(secret).toString("base64"),
  (secret) => Buffer.from(secret).toString("base64url"),
  (secret) => Buffer.from(secret).toString("hex"),
];

test("the keys that sign cards are in nothing we write, in no encoding", async () => {
  const keys = ["canary-key-number-one-of-two", "canary-key-number-two-of-two"];
  const world = await openIncidentWorld({ people, keys });
  const alice = world.person("alice");
  await world.step(() => alice.opens({ title: "Down", labels: ["incident"] }));
  await world.step(() => alice.says("/sev 1\n/incident check\n/incident help\n/incident list"));
  await world.step(() => world.person("carol").edits(world.cardComments()[0]?.id ?? 0, "gone"));
  const text = outgoing(world);
  expect(text).toContain("hmac=");
  for (const key of keys) for (const encode of encodings) expect(text).not.toContain(encode(key));
});

test("what stands in the environment is in nothing we write", async () => {
  for (const name of ["HOME", "GITHUB_TOKEN", "DATABASE_URL"])
    vi.stubEnv(name, `canary of ${name}`);
  const world = await openIncidentWorld({ people });
  const alice = world.person("alice");
  const asked = `$HOME $${"{GITHUB_TOKEN}"} {{DATABASE_URL}} %HOME% {{env.HOME}}`;
  await world.step(() => alice.opens({ title: asked, labels: ["incident"] }));
  await world.step(() => alice.says(`/note ${asked}\n/update ${asked}\n/incident check`));
  vi.unstubAllEnvs();
  expect(outgoing(world)).toContain("GITHUB_TOKEN");
  expect(outgoing(world)).not.toContain("canary of");
});

const canaries = [
  { what: "a token of an installation", secret: "ghs_canary0123456789abcdefghij" },
  { what: "a fine-grained token", secret: "github_pat_canary_0123456789abcdef" },
  { what: "a header", secret: "Authorization: Bearer canary-0123456789" },
  { what: "an App's own token", secret: "eyJhbGciOiJSUzI1NiJ9.eyJjYW5hcnkiOjF9.canary-signature" },
  { what: "a database's password", secret: "postgres://allclear:canary-password@db.internal/x" },
  {
    what: "a private key over several lines",
    secret: "-----BEGIN RSA PRIVATE KEY-----\ncanary\ncanary\n-----END RSA PRIVATE KEY-----",
  },
];

/** What is thrown at us with a secret in its message, its cause and its properties. */
const failures: readonly { readonly how: string; readonly failure: (text: string) => Error }[] = [
  { how: "to be tried again", failure: (text) => new Again(text, { cause: new Error(text) }) },
  { how: "to be given up", failure: (text) => new Stop("refused", text, { cause: text }) },
  {
    how: "that nobody expected",
    failure: (text) => Object.assign(new TypeError(text), { request: { headers: text } }),
  },
];

describe.each(canaries)("$what in an error", ({ secret }) => {
  test.each(failures)("$how is in no log line and nothing we write", async ({ failure }) => {
    const lines: string[] = [];
    const world = await openIncidentWorld({ people });
    const [running] = world.processes;
    if (running === undefined) throw new Error("No process runs.");
    const number = world.person("alice").opens({ title: "Down", labels: ["incident"] });
    const now = world.time.now;
    const handle = worker({
      look: (address, guard) => {
        const host = new Proxy(running.world.host, {
          get: (target, method) =>
            method === "createComment"
              ? () => Promise.reject(failure(`it failed with ${secret}`))
              : Reflect.get(target, method),
        });
        return reconcile(address, { ...running.world, host }, guard);
      },
      memory: world.memory,
      clock: { now },
      log: createLog({ level: "trace", now, write: (line) => lines.push(line) }),
      metrics: createMetrics({ depth: async () => ({ waiting: 0, running: 0, alarms: 0 }), now }),
      holder: "a test",
    });
    const { installation, repository } = world;
    const place = { installation: installation.id, repository: repository.id, name: "acme/web" };
    const address = { ...place, issue: number, seen: {} };
    await handle({ key: "k", address }, new AbortController().signal);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain("it failed with");
    expect(lines[0]).not.toMatch(/canary/);
    expect(outgoing(world)).not.toMatch(/canary/);
  });
});
