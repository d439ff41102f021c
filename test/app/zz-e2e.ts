import { startApp } from "/work/main/src/app/start-app.ts";
import { createSandbox } from "/work/main/src/sandbox/github/sandbox.ts";
import { makeDirectory } from "/work/main/test/support/directory.ts";
const inMemory = process.argv[2] !== "pglite";
const sandbox = await createSandbox();
sandbox.organization("acme", { members: { mona: {} } });
sandbox.repository("acme/shop", { collaborators: { mona: "write", bob: "triage" } });
sandbox.install("acme");
const dir = await makeDirectory();
const calls: string[] = [];
const app = await startApp({
  environment: { apiUrl: sandbox.url, host: "127.0.0.1", port: 0, storage: { kind: "directory", path: dir.path }, stateKeys: ["0123456789abcdef0123"], logLevel: "info", production: false,
    credentials: { appId: sandbox.app.id, privateKey: sandbox.privateKey, webhookSecret: sandbox.webhookSecret } },
  inMemory, minWriteGapMs: 0, resyncEveryMs: Infinity, onCall: (n) => calls.push(`${n.method} ${n.route} ${n.status}`),
});
sandbox.hookTo(`${app.url}/api/github/webhooks`);
const mona = sandbox.person("mona");
const issue = await mona.opens("acme/shop", { title: "Checkout is down", body: "since 02:30" });
const on = { repository: "acme/shop", number: issue.number };
const rest = async () => { for (let i = 0; i < 5; i++) { await sandbox.idle(); await app.idle(); } };
for (const act of [() => mona.labels(on, "incident"), () => mona.comments(on, "/sev 1"), () => mona.comments(on, "/note found it")]) {
  const t = performance.now(); calls.length = 0;
  await act(); await rest();
  console.log(`-- ${Math.round(performance.now() - t)} ms`, calls);
}
for (const c of await mona.readsThread(on)) console.log("=== " + c.user?.login + "\n" + c.body.replace(/\{.*\}/s, "{…}"));
console.log((await (await fetch(app.url + "/readyz")).text()), (await (await fetch(app.url + "/metrics")).text()).slice(0, 3000));
await app.stop(); await sandbox.close(); await dir.remove();
