import {
  createRelease,
  listReleases,
  readLatestRelease,
  readReleaseByTag,
} from "../../model/shipping/releases.ts";
import { nullableText, optionalFlag, optionalText, param, requiredText } from "../fields.ts";
import { paged } from "../paging.ts";
import { repositoryOf } from "../repository-of.ts";
import { type Answer, type Call, created, ok, type Route } from "../route.ts";

const all = "/repos/{owner}/{repo}/releases";

export const releaseRoutes: readonly Route[] = [
  {
    method: "GET",
    path: all,
    auth: "token",
    run: (call) => paged(call, listReleases(call.world, call.actor, repositoryOf(call))),
  },
  { method: "POST", path: all, auth: "token", run: release },
  {
    method: "GET",
    path: `${all}/latest`,
    auth: "token",
    run: (call) => ok(readLatestRelease(call.world, call.actor, repositoryOf(call))),
  },
  {
    method: "GET",
    path: `${all}/tags/{tag}`,
    auth: "token",
    run: (call) =>
      ok(readReleaseByTag(call.world, call.actor, repositoryOf(call), param(call, "tag"))),
  },
];

function release(call: Call): Answer {
  return created(
    createRelease(call.world, call.actor, repositoryOf(call), {
      tag: requiredText(call.body, "tag_name"),
      target: optionalText(call.body, "target_commitish"),
      name: nullableText(call.body, "name"),
      body: nullableText(call.body, "body"),
      draft: optionalFlag(call.body, "draft") ?? false,
      prerelease: optionalFlag(call.body, "prerelease") ?? false,
    }),
  );
}
