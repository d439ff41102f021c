import { readFileSync } from "node:fs";
import type { Plugin } from "esbuild";

/** What packages bring along and no mode ever needs; a run would read it all at its start. */
export const leaveOutUnused: Plugin = {
  name: "leave-out-unused",
  setup(build) {
    // `@actions/core` can ask for identity tokens and start processes. Said to have no effect of
    // their own, the client and the runner of processes are left out.
    build.onResolve({ filter: /^(@actions\/|undici$|tunnel$)/ }, async ({ path, ...asked }) => {
      if (asked.pluginData === resolved) return undefined;
      const { kind, importer, resolveDir } = asked;
      const from = { kind, importer, resolveDir, pluginData: resolved };
      return { ...(await build.resolve(path, from)), sideEffects: false };
    });
    // A thousand methods with names; `wire.ts` calls routes.
    build.onResolve({ filter: /^@octokit\/rest$/ }, ({ kind, resolveDir }) =>
      build.resolve("@octokit/core", { kind, resolveDir }),
    );
    // Slack's client asks its manifest who it is, and would bring along all of it.
    build.onLoad({ filter: /[/\\]@slack[/\\]web-api[/\\]package\.json$/ }, ({ path }) => {
      const { name, version } = JSON.parse(readFileSync(path, "utf8")) as Record<string, unknown>;
      return { contents: JSON.stringify({ name, version }), loader: "json" };
    });
    // Messages in fifty languages; ours are our own.
    build.onLoad({ filter: /[/\\]zod[/\\]v4[/\\]locales[/\\]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

const resolved = "resolved";
