import { describe, expect, it } from "vitest";
import { payloadKeys } from "../../../src/core/config/destination-settings.ts";
import { printProblem } from "../../../src/core/config/problem.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";

function payloadOf(text: string): unknown {
  const { config, problems } = readConfig(withPayload(text));
  expect(problems).toEqual([]);
  return config?.telling.webhooks[0]?.payload;
}

describe("a payload", () => {
  it("holds whatever JSON holds, as it was written", () => {
    const json =
      '{"a":null,"b":[true,false,[],{}],"c":-1.5,"d":{"":"x","a b":"é 🔥"},"e":9007199254740991,' +
      '"toString":"x","toJSON":1,"hasOwnProperty":{"then":2}}';
    expect(JSON.stringify(payloadOf(json))).toBe(json);
  });

  it("may use every value that there is, and braces that are no tag", () => {
    const texts = [
      ...payloadKeys.map((key) => `{{${key}}}`),
      "{{title}}{{text}} and {{url}}",
      '{"a":{"b":{{at}}}}',
      "{ {title}} {title} }} {",
    ];
    expect(payloadOf(JSON.stringify({ texts }))).toEqual({ texts });
  });

  it("may be eight deep, and 8,000 characters long", () => {
    expect(payloadOf('{ "1": [[[[[[{}]]]]]] }')).toEqual({ "1": [[[[[[{}]]]]]] });
    const text = "x".repeat(8000 - '{"a":""}'.length);
    expect(payloadOf(`{ a: ${text} }`)).toEqual({ a: text });
  });

  it("may be shared by an anchor", () => {
    const more = "}, { name: b, payload: *ours";
    const { config } = readConfig(withPayload(`&ours { text: "{{url}}" } ${more}`));
    expect(config?.telling.webhooks.map(({ payload }) => payload)).toEqual([
      { text: "{{url}}" },
      { text: "{{url}}" },
    ]);
  });
});

function withPayload(text: string): string {
  return `version: 1\nwebhooks: [{ name: a, payload: ${text} }]`;
}

function printed(text: string): string[] {
  return readConfig(withPayload(text)).problems.map(printProblem);
}

const list =
  "title, text, url, kind, severity, status, by, at, impact, eta, next, incident, repository, issue";

describe("a text with a tag that is none of ours is refused", () => {
  it("with the place, what came, what was expected, a guess and an example", () => {
    const lines = ["blocks:", "  - x", '  - text: "now {{titel}}"'];
    const text = ["version: 1", "webhooks:", "- name: a", "  payload:"];
    const file = [...text, ...lines.map((line) => `    ${line}`)].join("\n");
    expect(readConfig(file).problems.map(printProblem)).toEqual([
      'line 7, column 15: webhooks[0].payload.blocks[1].text is "now {{titel}}"; expected {{name}} ' +
        `with one of ${list}, not "{{titel}}" (did you mean {{title}}?), for example "{{title}}"`,
    ]);
  });

  it.each([
    ["{{Title}}", "{{Title}}"],
    ["{{ title }}", "{{ title }}"],
    ["{{title }}", "{{title }}"],
    ["{{title\n}}", "{{title\\n}}"],
    ["{{title}} {{nobody}}", "{{nobody}}"],
    ["{{}}", "{{}}"],
    ["{{.}}", "{{.}}"],
    ["{{title.url}}", "{{title.url}}"],
    ["{{title|upper}}", "{{title|upper}}"],
    ["{{title", "{{title"],
    ["a {{", "{{"],
    ["{{title}", "{{title}"],
    ["{{title} }", "{{title}"],
    ["{{ti{tle}}", "{{ti"],
    ["{{title {{url}}", "{{title "],
    ["{{{title}}}", "{{{title}}}"],
    ["{{{{title}}}}", "{{{{title}}}}"],
    ["{{{title}}", "{{{title}}"],
    ["{{&title}}", "{{&title}}"],
    ["{{#title}}a{{/title}}", "{{#title}}"],
    ["{{^title}}a{{/title}}", "{{^title}}"],
    ["a{{/title}}", "{{/title}}"],
    ["{{!title}}", "{{!title}}"],
    ["{{>title}}", "{{>title}}"],
    ["{{=<% %>=}}<% title %>", "{{=<% %>=}}"],
    ["{{__proto__}}", "{{__proto__}}"],
    ["{{constructor}}", "{{constructor}}"],
    ["{{toString}}", "{{toString}}"],
    ["{{length}}", "{{length}}"],
    ["{{0}}", "{{0}}"],
  ])("%j", (text, odd) => {
    const problems = printed(JSON.stringify({ a: ["x", { b: text }] }));
    expect(problems).toEqual([expect.stringContaining(`with one of ${list}, not "${odd}"`)]);
    expect(problems).toEqual([expect.stringContaining("webhooks[0].payload.a[1].b is ")]);
  });

  it("each one of them, up to twenty", () => {
    expect(printed('{ a: "{{b}}", c: ["{{d}}", "{{at}}"], e: "{{f}}" }')).toHaveLength(3);
    expect(printed(`{ a: [${'"{{b}}", '.repeat(100)}] }`)).toHaveLength(20);
  });
});

const short = 'for example payload: { text: "{{title}}" }';
const exact =
  'expected a number that JSON holds exactly, or text, for example "12345678901234567890"';
const tooDeep = `expected at most 8 maps and lists inside of each other, ${short}`;
const tooLong = `payload is a map; expected a map of at most 8000 characters as JSON, ${short}`;
describe("a payload that is too large, or not JSON, is refused", () => {
  it.each([
    [
      "nine deep",
      "{ a: [[[[[[[[]]]]]]]] }",
      `.a[0][0][0][0][0][0][0] is an empty list; ${tooDeep}`,
    ],
    [
      "nine maps",
      `${"{ a: ".repeat(9)}1${" }".repeat(9)}`,
      `.a.a.a.a.a.a.a.a is a map; ${tooDeep}`,
    ],
    ["too deep by aliases", "{ a: &x [[[[1]]]], b: [[[[*x]]]] }", `.b[0][0][0][0][0][0][0] is a`],
    ["one character too long", `{ a: ${"x".repeat(7993)} }`, tooLong],
    ["too long by what JSON escapes", `{ a: '${'"'.repeat(3997)}' }`, tooLong],
    ["a key too long", `{ ? ${"x".repeat(7996)} : 1 }`, tooLong],
    ["too long by many values", `{ a: [${"1.25, ".repeat(1600)}] }`, tooLong],
    ["huge", `{ a: ${"x".repeat(60_000)} }`, tooLong],
    ["huge in braces", `{ a: "${"{{".repeat(30_000)}" }`, tooLong],
    ["endless", "{ a: .inf }", `payload.a is Infinity; ${exact}`],
    ["no number", "{ a: [.nan] }", `payload.a[0] is NaN; ${exact}`],
    ["not exact", "{ a: 9007199254740993 }", `payload.a is 9007199254740992; ${exact}`],
    [
      "filled in a key",
      '{ "{{title}}": 1 }',
      'payload.{{title}} is under the key "{{title}}"; expected a key without {{, as only texts',
    ],
    ["__proto__", '{ a: { "__proto__": 1 } }', 'the file is given the key "__proto__"; expected'],
    ["an escaped one", '{ "\\u005f_proto__": {} }', 'the file is given the key "__proto__"; expe'],
    ["constructor", "{ a: [{ constructor: {} }] }", 'the file is given the key "constructor"; ex'],
    ["prototype", "{ prototype: 1 }", 'the file is given the key "prototype"; expected another n'],
    ["no quotes", "{ text: {{title}} }", "the file is given a map as a key; expected keys that a"],
    [
      "no quotes around more",
      "{ text: {{title}} is }",
      'the file is text that begins with "{{"; expected qu',
    ],
    [
      "a hidden character",
      '{ a: "\\u202e" }',
      "the file is text with the character U+202E; expect",
    ],
    ["itself", "&a { a: *a }", 'the file is given the alias "a"; expected the name of an anchor'],
  ])("%s", (_what, text, problem) => {
    expect(printed(text)).toEqual([expect.stringContaining(problem)]);
  });
});
