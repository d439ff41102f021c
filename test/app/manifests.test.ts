import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { followedEvents } from "../../src/app/address-of-delivery.ts";
import { fileEvents } from "../../src/app/address-of-push.ts";
import { pullRequestEvents } from "../../src/app/followers.ts";
import { wantedPermissions } from "../../src/reconcile/check-setup.ts";

interface Manifest {
  readonly default_events: readonly string[];
  readonly default_permissions: Readonly<Record<string, string>>;
}

function read(file: string): { text: string; manifest: Manifest } {
  const text = readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");
  return { text, manifest: parse(text) };
}

const files = ["app.yml", "app.observe.yml"];

test("app.yml asks for exactly the events that the receiver follows", () => {
  const followed = [...followedEvents, ...pullRequestEvents, ...fileEvents];
  expect([...read("app.yml").manifest.default_events].sort()).toEqual(followed.sort());
});

test("app.observe.yml opens no pull requests, writes no checks and follows neither", () => {
  const { default_events: events } = read("app.observe.yml").manifest;
  expect([...events].sort()).toEqual([...followedEvents].sort());
});

test("the setup check knows exactly the permissions that app.yml asks for", () => {
  const wanted = wantedPermissions.map(({ name, level }) => [name, level]);
  expect(Object.fromEntries(wanted)).toEqual(read("app.yml").manifest.default_permissions);
});

test("the permissions are those of the first release, and never more", () => {
  expect(read("app.yml").manifest.default_permissions).toEqual({
    issues: "write",
    pull_requests: "write",
    contents: "write",
    checks: "write",
    deployments: "read",
    actions: "read",
    statuses: "read",
    metadata: "read",
  });
});

test("app.observe.yml leaves out writing code and checks, and nothing else", () => {
  const { contents, checks, ...others } = read("app.yml").manifest.default_permissions;
  expect([contents, checks]).toEqual(["write", "write"]);
  expect(read("app.observe.yml").manifest.default_permissions).toEqual({
    ...others,
    contents: "read",
  });
});

test.each(files)("%s has no apostrophe, which would end the value on the setup page", (file) => {
  expect(JSON.stringify(read(file).manifest)).not.toContain("'");
});
