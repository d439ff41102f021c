import { describe, expect, it } from "vitest";
import { printProblem } from "../../../src/core/config/problem.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";

/** `line:column path is came` of every problem. */
function problems(text: string): string[] {
  return readConfig(text).problems.map(
    ({ line, column, path, came }) => `${line}:${column} ${path} is ${came}`,
  );
}

function printed(...lines: string[]): string {
  return readConfig(["version: 1", ...lines].join("\n"))
    .problems.map(printProblem)
    .join("\n");
}

describe("a problem", () => {
  it("says where, what came, what was expected, and an example", () => {
    expect(printed("levels:", "  SEV1:", "    update: 15 minutes")).toBe(
      'line 4, column 13: levels.SEV1.update is "15 minutes"; expected a duration from 1m to 365d, ' +
        'a number and a unit, or "none", for example 15m',
    );
  });

  it("says so of quiet hours that are no hours", () => {
    expect(printed("reminders: { quietHours: 20-8 }")).toBe(
      'line 2, column 26: reminders.quietHours is "20-8"; expected two different times of day ' +
        'such as 20:00-08:00, or "none", for example 20:00-08:00',
    );
  });

  it.each([
    ["perfixes: [/inc]", "did you mean prefixes?"],
    ["postmortm: { due: 1d }", "did you mean postmortem?"],
    ["labels: { severityprefix: x }", "did you mean severityPrefix?"],
    ["permissions: { resolv: write }", "did you mean resolve?"],
    ["permissions: { ack: wirte }", "did you mean write?"],
    ["ladder: sev1-4", "did you mean sev1-sev4?"],
    ["levels: { SEV11: {} }", "did you mean SEV1?"],
    ["timezone: Berlin", "did you mean Europe/Berlin?"],
    ["timezone: Europe/Berlni", "did you mean Europe/Berlin?"],
    ["roleNames: { x: mantain }", "did you mean maintain?"],
    ["reminder: { soon: 1d }", "did you mean reminders?"],
    ["reminders: { quiethours: none }", "did you mean quietHours?"],
    ["postmortem: { levels: [SEV11] }", "did you mean SEV1?"],
    ["ladder: p0-p3\npostmortem: { levels: [P5] }", "did you mean P0?"],
    ["postmortem: { rules: { off: [blames] } }", "did you mean blame?"],
    ["clock: { firstupdate: 5m }", "did you mean firstUpdate?"],
    ["webhook: []", "did you mean webhooks?"],
    ["webhooks: [{ name: a, payload: { text: '{{titel}}' } }]", "did you mean {{title}}?"],
    ["chat: { slack: chanel }", "did you mean channel?"],
    ["chat: { slack: channel, from: SEV5 }", "did you mean SEV1?"],
    ["nag: { every: 5m }", "did you mean nags?"],
    ["nags: { roles: [comander] }", "did you mean commander?"],
    [
      "escalation: { policies: [{ name: checkout, levels: [{ page: [ann] }] }] }\n" +
        "services: [{ name: a, policy: chekout }]",
      "did you mean checkout?",
    ],
    [
      "escalation: { policies: [{ name: x, levels: [{ page: [ann], days: [tues] }] }] }",
      "did you mean tue?",
    ],
  ])("in %j is met with a guess", (line, guess) => {
    expect(printed(line)).toContain(guess);
  });

  it("is one short line whatever came", () => {
    const line = printed(`timezone: "${"a\\n".repeat(9000)}"`, `"${"k\\n".repeat(300)}": 1`);
    expect(line.split("\n")).toHaveLength(2);
    expect(line.length).toBeLessThan(900);
  });

  it("comes with all others of the file, in the order of the text, at most twenty", () => {
    expect(problems("version: 2\nnotes: { open: 1 }\ntimezone: 7")).toEqual([
      "1:10 version is 2",
      "2:16 notes.open is 1",
      "3:11 timezone is 7",
    ]);
    const many = Array.from({ length: 200 }, (_, index) => `k${index}: 1`).join("\n");
    expect(problems(`version: 1\n${many}`)).toHaveLength(20);
    expect(problems(`version: 1\nservices: [${"1, ".repeat(200)}]`)).toHaveLength(20);
  });
});

describe("YAML that could run, multiply or hide is refused", () => {
  it.each([
    ["a custom tag", "version: !!js/function 'x'", '1:10 the file is tagged "!!js/function"'],
    ["a core tag", "version: !!int 1", '1:10 the file is tagged "!!int"'],
    ["a directive", "%YAML 1.1\n---\nversion: 1", '1:1 the file is led by "%YAML 1.1"'],
    ["two documents", "version: 1\n---\nversion: 1", "2:1 the file is more than one document"],
    ["text after the end", "version: 1\n...\nx", "3:1 the file is more than one document"],
    ["a key twice", "version: 1\nversion: 1", '2:1 the file is given the key "version" twice'],
    [
      "a key twice inside",
      "version: 1\nnotes: { open: true, open: false }",
      '2:22 the file is given the key "open" twice',
    ],
    ["__proto__", "version: 1\n__proto__: {}", '2:1 the file is given the key "__proto__"'],
    ["constructor", "constructor: 1", '1:1 the file is given the key "constructor"'],
    [
      "a prototype key inside",
      'version: 1\nroleNames: { "\\u005f_proto__": admin }',
      '2:14 the file is given the key "__proto__"',
    ],
    ["a number as key", "1: 2", "1:1 the file is given the key 1"],
    ["a list as key", "? [a]\n: 1", "1:3 the file is given the key missing"],
    ["a map as key", "a: {{b}}", "1:5 the file is given a map as a key"],
    ["a text in braces", "a: {{b}} c", '1:10 the file is text that begins with "{{"'],
    ["an alias of itself", "version: &a [*a]", '1:14 the file is given the alias "a"'],
    ["an unknown alias", "version: *b", '1:10 the file is given the alias "b"'],
    [
      "a hidden direction mark",
      "version: 1 # \u202e",
      "1:14 the file is text with the character U+202E",
    ],
    ["an escaped one", 'timezone: "\\u202e"', "1:11 the file is text with the character U+202E"],
    ["NUL", "version: 1\n\0", "2:1 the file is text with the character U+0000"],
    ["half a character", "version: \ud800", "1:10 the file is text with the character U+D800"],
    ["a tab as indent", "version: 1\nnotes:\n\topen: true", "3:1 the file is indented with a tab"],
  ])("%s", (_name, text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it.each([
    ["deep lists", `version: ${"[".repeat(21)}`, "nested too deeply"],
    ["deep closed lists", `version: ${"[".repeat(21)}${"]".repeat(21)}`, "nested too deeply"],
    ["deep block lists", `${"- ".repeat(30)}1`, "nested too deeply"],
    ["more than 64 KiB", `version: 1\n#${"x".repeat(65_536)}`, "too long"],
    ["more than 64 KiB in bytes", `version: 1\n#${"é".repeat(40_000)}`, "too long"],
    ["a megabyte", "a: b\n".repeat(200_000), "too long"],
    ["too many values", `version: 1\nservices: [${"1,".repeat(8001)}]`, "too long"],
    ["too many aliases", `a: &a 1\nb: [${"*a, ".repeat(21)}]`, "full of aliases"],
    [
      "an alias bomb",
      "abcdefgh"
        .split("")
        .map((name, index, all) => {
          const inner =
            index === 0 ? '"x", '.repeat(900) : `*${all[index - 1]}, *${all[index - 1]}`;
          return `${name}: &${name} [${inner}]`;
        })
        .join("\n"),
      "too long",
    ],
    ["an open list", "version: [1", "not readable"],
    ["a bare at sign", "version: 1\nidentities: [@ann]", 'text that begins with "@"'],
    ["no value at all", "just words: and: more", "not readable"],
  ])("%s", (_name, text, came) => {
    expect(problems(text)).toEqual([expect.stringContaining(`the file is ${came}`)]);
  });
});

describe("a value that does not fit is refused where it stands", () => {
  it.each([
    ["", "1:1 the file is empty"],
    ["# nothing", "1:1 the file is empty"],
    ["- 1", "1:1 the file is a list"],
    ["{}", "1:1 version is missing"],
    ['version: "1"', '1:10 version is "1"'],
    ["notes: {}", "1:1 version is missing"],
  ])("in the file %j", (text, problem) => {
    expect(problems(text)).toEqual([problem]);
  });

  it.each([
    ["notes: { open: yes }", '2:16 notes.open is "yes"'],
    ["notes:", "2:7 notes is empty"],
    ["labels: { drill: bug, incident: Bug }", '2:18 labels.drill is "bug"'],
    ["labels: { severityPrefix: inc }", '2:27 labels.severityPrefix is "inc"'],
    ["prefixes: /inc", '2:11 prefixes is "/inc"'],
    ["prefixes: [/sev]", '2:12 prefixes[0] is "/sev"'],
    ["prefixes: [ack]", '2:12 prefixes[0] is "ack"'],
    ["prefixes: [/inc, Inc]", '2:18 prefixes[1] is "Inc"'],
    ["postmortem: { due: 48 }", "2:20 postmortem.due is 48"],
    ["postmortem: { due: 5m }", '2:20 postmortem.due is "5m"'],
    ["postmortem: { due: 366d }", '2:20 postmortem.due is "366d"'],
    ["levels: { SEV1: { update: 30s } }", '2:27 levels.SEV1.update is "30s"'],
    ["levels: { SEV1: { respond: soon } }", '2:28 levels.SEV1.respond is "soon"'],
    ["levels: { SEV1: { color: 000000 } }", "2:26 levels.SEV1.color is 0"],
    ["levels: { SEV1: { tell: [a--b] } }", '2:26 levels.SEV1.tell[0] is "a--b"'],
    ["levels: { SEV1: { tell: [-ab] } }", '2:26 levels.SEV1.tell[0] is "-ab"'],
    ["levels: { SEV1: { tell: [a/b/c] } }", '2:26 levels.SEV1.tell[0] is "a/b/c"'],
    ["levels: { SEV1: { tell: [ann bob] } }", '2:26 levels.SEV1.tell[0] is "ann bob"'],
    [`identities: [${"a".repeat(40)}]`, `2:14 identities[0] is "${"a".repeat(40)}"`],
    ["levels: { P1: {} }", "2:11 levels.P1 is an unknown key"],
    ["levels: { SEV1: {}, sev1: {} }", "2:21 levels.sev1 is an unknown key"],
    ["levels: { SEV1: { words: [sev2] } }", '2:27 levels.SEV1.words[0] is "sev2"'],
    ["ladder: []", "2:9 ladder is an empty list"],
    ["ladder: [{ name: A, criteria: x }]", "2:9 ladder is a list"],
    ["ladder: { name: A }", "2:9 ladder is a map"],
    ["timezone: Mars/Olympus", '2:11 timezone is "Mars/Olympus"'],
    ['timezone: "+01:00"', '2:11 timezone is "+01:00"'],
    [`labels: { incident: ${"x".repeat(51)} }`, `2:21 labels.incident is "${"x".repeat(39)}…"`],
    ["labels: { incident: 'a,b' }", '2:21 labels.incident is "a,b"'],
    ["labels: { incident: ' ' }", '2:21 labels.incident is " "'],
    ["labels: { drill: Incident }", '2:18 labels.drill is "Incident"'],
    ["labels: { incident: sev1 }", '2:21 labels.incident is "sev1"'],
    ["labels: { incident: 'status: bad' }", '2:21 labels.incident is "status: bad"'],
    ["labels: { statusPrefix: 'severity: ' }", '2:25 labels.statusPrefix is "severity: "'],
    ["labels: { severityPrefix: st }", '2:27 labels.severityPrefix is "st"'],
    ["declare: { bots: [1] }", "2:19 declare.bots[0] is 1"],
    ["roles: { Boss: { duties: [x] } }", '2:10 roles.Boss is under the key "Boss"'],
    ["roles: { scribe: [x] }", "2:18 roles.scribe is a list"],
    ["roles: { boss: {} }", "2:16 roles.boss.duties is missing"],
    ["roleNames: { read: admin }", '2:14 roleNames.read is under the key "read"'],
    ["roleNames: { x: holder }", '2:17 roleNames.x is "holder"'],
    ["permissions: { ack: admin }", '2:21 permissions.ack is "admin"'],
    ["permissions: { ack: list }", '2:21 permissions.ack is "list"'],
    ["permissions: { ack: { list: ['a/b'] } }", '2:30 permissions.ack.list[0] is "a/b"'],
    ["action: { types: [] }", "2:18 action.types is an empty list"],
    ["action: { types: [prevent, prevent] }", '2:28 action.types[1] is "prevent"'],
    ["action: { types: [chore] }", '2:19 action.types[0] is "chore"'],
    ["action: { track: issues }", '2:18 action.track is "issues"'],
    ["action: { repository: follow-ups }", '2:23 action.repository is "follow-ups"'],
    ["postmortem: { onResolve: never }", '2:26 postmortem.onResolve is "never"'],
    ["postmortem: { levels: SEV1 }", '2:23 postmortem.levels is "SEV1"'],
    ["postmortem: { levels: [] }", "2:23 postmortem.levels is an empty list"],
    ["postmortem: { levels: [1] }", "2:24 postmortem.levels[0] is 1"],
    ["postmortem: { levels: [SEV1, P1] }", '2:30 postmortem.levels[1] is "P1"'],
    ["postmortem: { levels: [SEV1, sev-1] }", '2:30 postmortem.levels[1] is "sev-1"'],
    ["postmortem: { folder: /docs }", '2:23 postmortem.folder is "/docs"'],
    ["postmortem: { folder: docs/../.. }", '2:23 postmortem.folder is "docs/../.."'],
    ["postmortem: { folder: .github/x }", '2:23 postmortem.folder is ".github/x"'],
    ["postmortem: { folder: . }", '2:23 postmortem.folder is "."'],
    ["postmortem: { folder: 'a b' }", '2:23 postmortem.folder is "a b"'],
    ["postmortem: { folder: docs//x }", '2:23 postmortem.folder is "docs//x"'],
    ["postmortem: { rules: [blame] }", "2:22 postmortem.rules is a list"],
    ["postmortem: { rules: { off: [blood] } }", '2:30 postmortem.rules.off[0] is "blood"'],
    ["postmortem: { rules: { off: [blame, blame] } }", '2:37 postmortem.rules.off[1] is "blame"'],
    ["reminders: { soon: 24 }", "2:20 reminders.soon is 24"],
    ["reminders: { soon: 31d }", '2:20 reminders.soon is "31d"'],
    ["reminders: { every: 12h }", '2:21 reminders.every is "12h"'],
    ["reminders: { every: 91d }", '2:21 reminders.every is "91d"'],
    ["reminders: { quietHours: false }", "2:26 reminders.quietHours is false"],
    ["reminders: { quietHours: 20:00 }", '2:26 reminders.quietHours is "20:00"'],
    ["reminders: { quietHours: 8:00-08:00 }", '2:26 reminders.quietHours is "8:00-08:00"'],
    ["reminders: { quietHours: 20:00-24:00 }", '2:26 reminders.quietHours is "20:00-24:00"'],
    ["reminders: { quietHours: [20, 8] }", "2:26 reminders.quietHours is a list"],
    ["services: [{ name: 'a,b' }]", '2:20 services[0].name is "a,b"'],
    ["services: [{ name: a }, { name: A }]", '2:33 services[1].name is "A"'],
    ["services: [{ name: a, repository: shop }]", '2:35 services[0].repository is "shop"'],
    ["services: [{ name: a, repository: a/.. }]", '2:35 services[0].repository is "a/.."'],
    ["services: [{ name: a, paths: ['!x'] }]", '2:31 services[0].paths[0] is "!x"'],
    ["services: [{ name: a, paths: ['[ab].c'] }]", '2:31 services[0].paths[0] is "[ab].c"'],
    ["services: [{ name: a, paths: [/] }]", '2:31 services[0].paths[0] is "/"'],
    ["services: [{ name: a, paths: ['**/**/**'] }]", '2:31 services[0].paths[0] is "**/**/**"'],
    ["services: [{ name: a, environments: prod }]", '2:37 services[0].environments is "prod"'],
    ["services: [{ name: a, verify: make }]", '2:31 services[0].verify is "make"'],
    ["services: [{ name: a, deploys: x }]", "2:23 services[0].deploys is an unknown key"],
    ["suspects: { window: 24 }", "2:21 suspects.window is 24"],
    ["suspects: { window: 5m }", '2:21 suspects.window is "5m"'],
    ["suspects: { window: 31d }", '2:21 suspects.window is "31d"'],
    ["suspects: { onDeclare: 1 }", "2:24 suspects.onDeclare is 1"],
    ["rollback: { reviewers: [a b] }", '2:25 rollback.reviewers[0] is "a b"'],
    ["rollback: { scratchPrefix: tmp }", '2:28 rollback.scratchPrefix is "tmp"'],
    ["rollback: { scratchPrefix: ../ }", '2:28 rollback.scratchPrefix is "../"'],
    ["rollback: { scratchPrefix: refs/heads/ }", '2:28 rollback.scratchPrefix is "refs/heads/"'],
    ["rollback: { scratchPrefix: allclear/ }", '2:28 rollback.scratchPrefix is "allclear/"'],
    ["rollback: { environment: ' ' }", '2:26 rollback.environment is " "'],
    ["runbooks: { onDeclare: maybe }", '2:24 runbooks.onDeclare is "maybe"'],
    ["secrets: { token: x }", "2:1 secrets is an unknown key"],
  ])("%s", (line, problem) => {
    expect(problems(`version: 1\n${line}`)).toEqual([problem]);
  });

  it("counts characters, not code units, in a label's name", () => {
    expect(problems(`version: 1\nlabels: { incident: "${"🔥".repeat(50)}" }`)).toEqual([]);
    expect(problems(`version: 1\nlabels: { incident: "${"🔥".repeat(51)}" }`)).toHaveLength(1);
  });

  it("refuses prefixes that make labels longer than GitHub takes", () => {
    const levels = `ladder: [{ name: ${"L".repeat(30)}, criteria: x }, { name: M, criteria: x }]`;
    expect(
      problems(`version: 1\n${levels}\nlabels: { severityPrefix: ${"p".repeat(21)} }`),
    ).toEqual([`3:27 labels.severityPrefix is "${"p".repeat(21)}"`]);
  });

  it("refuses an own ladder with two levels of one name, or with changes beside it", () => {
    const twice = "ladder: [{ name: S-1, criteria: x }, { name: s1, criteria: x }]";
    expect(problems(`version: 1\n${twice}`)).toEqual(['2:46 ladder[1].name is "s1"']);
    const own = "ladder: [{ name: A, criteria: x }, { name: B, criteria: x }]";
    expect(problems(`version: 1\n${own}\nlevels: { A: {} }`)).toEqual(["3:9 levels is a map"]);
  });
});
