import { cut } from "../../../std/cut.ts";
import type { Command } from "../../incident/commands.ts";
import type { RollbackTarget } from "../../rollback/target.ts";
import { misread } from "../misread.ts";
import { plainWord } from "../phone-text.ts";
import { readRepository, readTarget, targetKinds } from "../rollback-target.ts";
import { readServices } from "../services.ts";
import type { Arguments, SlashCommand } from "../slash-command.ts";

/** `/rollback`: a draft pull request that takes a change back. */
export const rollback: SlashCommand = {
  verb: "rollback",
  aliases: ["revert"],
  summary:
    "Opens a draft pull request that takes a change back; without a target it lists suspects.",
  usage: [
    "/rollback <#123 | owner/repo#123 | sha | old..new> [repo=owner/name] [--dry-run]",
    "/rollback last-good [env=production] [service=api] [--dry-run]",
    "/rollback <tag> [repo=owner/name] [--dry-run]",
  ],
  permission: ["write"],
  permissionWords: "write; without a target: triage",
  examples: [
    "/rollback #123",
    "/rollback 1a2b3c4d5e6f",
    "/rollback 1a2b3c4d5e6f..7a8b9c0d1e2f",
    "/rollback last-good env=production",
    "/rollback v1.4.0 --dry-run",
    "/rollback",
  ],
  options: ["env", "service", "repo"],
  flags: ["dry-run"],
  parse: (given) => {
    const { text, options, flags } = given;
    const word = /^last good$/i.test(text) ? "last-good" : text;
    if (word === "") return withoutTarget(given);
    if (/\s/.test(word)) return misread(text, `one target: ${targetKinds}`, "/rollback #123");
    const target = readTarget(word);
    if ("problem" in target) return misread(word, target.problem, `/rollback ${target.example}`);
    const complete = withOptions(target, options);
    if (complete.kind === "Misread") return complete;
    return flags.has("dry-run")
      ? { kind: "Ask", topic: "rollback-preview", target: complete.target }
      : { kind: "ProposeRollback", target: complete.target };
  },
};

/** Alone it asks what changed; with options somebody meant more than that and must say what. */
function withoutTarget({ options, flags }: Arguments): Command {
  if (options.size === 0 && flags.size === 0) return { kind: "Ask", topic: "changes" };
  return misread("no target", targetKinds, "/rollback last-good env=production");
}

type Complete = { readonly kind: "read"; readonly target: RollbackTarget } | Misread;
type Misread = ReturnType<typeof misread>;

function withOptions(target: RollbackTarget, options: Arguments["options"]): Complete {
  const repo = options.get("repo");
  const repository = repo === undefined ? undefined : readRepository(repo);
  if (repo !== undefined && repository === undefined) {
    return misread(
      `repo=${repo}`,
      "a repository as owner/name",
      "/rollback #123 repo=octo-org/shop",
    );
  }
  const named = repository === undefined ? target : { ...target, repository };
  if (repository !== undefined && differs(target.repository, repository)) {
    return misread(
      `repo=${repository}`,
      `the same repository as ${target.repository}`,
      `/rollback ${repository}#123`,
    );
  }
  return named.kind === "last-good" ? lastGoodWith(named, options) : others(named, options);
}

function differs(a: string | undefined, b: string): boolean {
  return a !== undefined && a.toLowerCase() !== b.toLowerCase();
}

type LastGood = Extract<RollbackTarget, { kind: "last-good" }>;

function lastGoodWith(target: LastGood, options: Arguments["options"]): Complete {
  const environment = options.get("env");
  if (environment !== undefined && !isEnvironment(environment)) {
    const example = "/rollback last-good env=production";
    return misread(`env=${environment}`, "the name of an environment", example);
  }
  const service = serviceOf(options);
  if (typeof service === "object") return service;
  return {
    kind: "read",
    target: {
      ...target,
      ...(environment !== undefined && { environment }),
      ...(service !== undefined && { service }),
    },
  };
}

/** A pull request, a commit or a tag is the same in every environment. */
function others(target: RollbackTarget, options: Arguments["options"]): Complete {
  for (const key of ["env", "service"] as const) {
    const value = options.get(key);
    if (value === undefined) continue;
    const came = cut(`${key}=${value}`, 60);
    return misread(came, `${key}= only with last-good`, "/rollback last-good env=production");
  }
  return { kind: "read", target };
}

function serviceOf(options: Arguments["options"]): string | Misread | undefined {
  const named = options.get("service");
  if (named === undefined) return undefined;
  const services = readServices(named);
  if (services?.length === 1 && services[0] !== undefined) return services[0];
  return misread(`service=${named}`, "the name of one service", "/rollback last-good service=api");
}

function isEnvironment(text: string): boolean {
  return /^[^\s\p{Cc}](?:[^\p{Cc}]{0,98}[^\s\p{Cc}])?$/u.test(plainWord(text));
}
