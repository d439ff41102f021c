import { Probot, Server } from "probot";
import { serverSettings } from "./server-settings.ts";

/** A bare Probot app with an empty handler, all else as Probot has it; only its log is quiet. */
const { host, port, secret, privateKey, appId } = serverSettings();
const server = new Server({
  host,
  port,
  Probot: Probot.defaults({ appId, privateKey, secret, logLevel: "warn" }),
});
await server.load((app) => {
  app.on("issue_comment", () => undefined);
});
await server.start();
process.stdout.write(`http://${host}:${port}\n`);
