import { describe, expect, it } from "vitest";
import type { Config } from "../../../src/core/config/config.ts";
import {
  type ChatSettings,
  defaultPayload,
  defaultTelling,
  type WebhookSettings,
} from "../../../src/core/config/destination-settings.ts";
import { printProblem } from "../../../src/core/config/problem.ts";
import { readConfig } from "../../../src/core/config/read-config.ts";

function read(...lines: string[]): Config {
  const { config, problems } = readConfig(["version: 1", ...lines].join("\n"));
  expect(problems).toEqual([]);
  if (config === undefined) throw new Error("a config expected");
  return config;
}

function printed(...lines: string[]): string[] {
  return readConfig(["version: 1", ...lines].join("\n")).problems.map(printProblem);
}

describe("the channels of a level", () => {
  it.each<[string, "slack" | "webhook", string]>([
    ["slack:incidents", "slack", "incidents"],
    ['"slack:#incidents"', "slack", "incidents"],
    ["slack:#incidents", "slack", "incidents"],
    ["slack:inc_2-eu", "slack", "inc_2-eu"],
    ["slack:障害", "slack", "障害"],
    ["slack:störung", "slack", "störung"],
    ["slack:C0123ABCD", "slack", "C0123ABCD"],
    [`slack:${"a".repeat(80)}`, "slack", "a".repeat(80)],
    ["webhook:teams", "webhook", "teams"],
    ["'webhook:Teams.eu_2-a'", "webhook", "Teams.eu_2-a"],
  ])("can be %s, in quotes or not", (written, by, name) => {
    const flow = read(`levels: { SEV1: { channels: [${written}] } }`);
    expect(flow.ladder.levels[0]?.channels).toEqual([{ by, name }]);
    const block = read("levels:", "  SEV1:", "    channels:", `      - ${written} # ours`);
    expect(block.ladder.levels[0]?.channels).toEqual([{ by, name }]);
  });

  it("are none unless a level has some, on an own ladder too", () => {
    const own = read(
      "ladder:",
      "  - { name: A, criteria: x, channels: [slack:incidents] }",
      "  - { name: B, criteria: x, channels: [] }",
      "  - { name: C, criteria: x }",
    );
    expect(own.ladder.levels.map(({ channels }) => channels)).toEqual([
      [{ by: "slack", name: "incidents" }],
      [],
      undefined,
    ]);
  });

  it("are told once each, however they are written", () => {
    const places = '["slack:incidents", "slack:#incidents", "webhook:teams", "webhook:teams"]';
    expect(read(`levels: { SEV1: { channels: ${places} } }`).ladder.levels[0]?.channels).toEqual([
      { by: "slack", name: "incidents" },
      { by: "webhook", name: "teams" },
    ]);
  });

  it("and the targets of a policy may name webhooks that only the environment has", () => {
    const config = read(
      "levels: { SEV1: { channels: [webhook:unheard-of] } }",
      "escalation: { policies: [{ name: a, levels: [{ page: [webhook:unknown] }] }] }",
      "webhooks: [{ name: teams }]",
    );
    expect(config.telling.webhooks).toHaveLength(1);
  });
});

const address = "https://example.com/hook";

describe("a webhook", () => {
  it("is none without a file that has one", () => {
    expect(read().telling).toEqual(defaultTelling);
    expect(read("webhooks: []").telling).toEqual(defaultTelling);
  });

  it.each<[string, Partial<WebhookSettings>]>([
    ["", {}],
    [`, url: ${address}`, { url: address }],
    [", external: true", { external: true }],
    [", external: false", {}],
    [", payload: {}", { payload: {} }],
    [", payload: { text: a }", { payload: { text: "a" } }],
  ])("is set by { name: teams%s }, with defaults for the rest", (more, settings) => {
    expect(read(`webhooks: [{ name: teams${more} }]`).telling).toEqual({
      ...defaultTelling,
      webhooks: [
        { name: "teams", url: undefined, payload: defaultPayload, external: false, ...settings },
      ],
    });
  });

  it.each([
    "https://example.com",
    "https://Example.com.:443/a/../b",
    "https://example.com?a=b",
    "https://hooks.example/T01/B02/x-Y_z~0",
    "https://outlook.example/webhook/ab12@cd34/IncomingWebhook/ef56",
    "https://prod-1.logic.example:443/workflows/a?api-version=1&sp=%2Frun&sig=a_b-c",
    "https://xn--bcher-kva.example/",
    "https://192.0.2.1/",
    "https://[2001:db8::1]:8443/",
    `https://example.com/${"a".repeat(2000 - "https://example.com/".length)}`,
  ])("may be at %s", (url) => {
    expect(read(`webhooks: [{ name: a, url: "${url}" }]`).telling.webhooks[0]?.url).toBe(url);
    expect(read("webhooks:", "  - name: a", `    url: ${url} # ours`).telling).toBeDefined();
  });
});

describe("the room of an incident in the chat", () => {
  const channel: ChatSettings = {
    room: "channel",
    channel: undefined,
    prefix: "inc",
    levels: ["SEV1", "SEV2"],
  };
  const thread: ChatSettings = { ...channel, room: "thread", channel: "incidents" };

  it.each<[string, ChatSettings]>([
    ["chat: { slack: channel }", channel],
    ["chat: { slack: channel, prefix: a }", { ...channel, prefix: "a" }],
    ["chat: { slack: channel, prefix: 2-fire_drill }", { ...channel, prefix: "2-fire_drill" }],
    ["chat: { slack: thread, channel: incidents }", thread],
    ['chat: { slack: thread, channel: "#incidents" }', thread],
    ["chat: { slack: thread, channel: C0123ABCD }", { ...thread, channel: "C0123ABCD" }],
  ])("is set by %j, with defaults for the rest", (lines, chat) => {
    expect(read(lines).telling.chat).toEqual(chat);
  });

  it.each([
    ["chat: { slack: channel, from: SEV1 }", ["SEV1"]],
    ["chat: { slack: channel, from: SEV4 }", ["SEV1", "SEV2", "SEV3", "SEV4"]],
    ["chat: { slack: channel, from: sev 3 }", ["SEV1", "SEV2", "SEV3"]],
    ["chat: { slack: channel, from: s-2 }", ["SEV1", "SEV2"]],
    ['chat: { slack: channel, from: "1" }', ["SEV1"]],
    ["ladder: p0-p4\nchat: { slack: channel }", ["P0", "P1"]],
    ["ladder: p0-p4\nchat: { slack: channel, from: P_0 }", ["P0"]],
    [
      "ladder: [{ name: Red, criteria: x, words: [fire] }, { name: Blue, criteria: x }]\n" +
        "chat: { slack: channel, from: Fire }",
      ["Red"],
    ],
  ])("is for the levels from the worst to the one named: %j", (lines, levels) => {
    expect(read(lines).telling.chat?.levels).toEqual(levels);
  });
});

describe("who may write to people outside", () => {
  it.each([
    ["external: {}", []],
    ["external: { by: [] }", []],
    ['external: { by: [dora, "@ann", ops_corp] }', ["dora", "ann", "ops_corp"]],
  ])("is set by %j", (lines, by) => expect(read(lines).telling.externalBy).toEqual(by));
});

describe("what does not fit together is refused where it stands", () => {
  it.each([
    [
      "webhooks: [{ name: teams }, { name: b }, { name: Teams }]",
      'line 2, column 50: webhooks[2].name is "Teams"; expected each webhook once, for example teams',
    ],
    [
      "chat: { slack: thread }",
      "line 2, column 7: chat.channel is missing; expected the channel that the threads are in, " +
        "for example channel: incidents",
    ],
    [
      "chat: { slack: thread, channel: a, prefix: inc }",
      'line 2, column 44: chat.prefix is "inc"; expected nothing here: threads have no names, ' +
        "for example slack: channel",
    ],
    [
      "chat: { slack: channel, channel: incidents }",
      'line 2, column 34: chat.channel is "incidents"; expected nothing here: each incident has a ' +
        "channel of its own, for example slack: thread",
    ],
    [
      "ladder: p0-p3\nchat: { slack: channel, from: SEV1 }",
      'line 3, column 31: chat.from is "SEV1"; expected a level of the ladder: P0, P1, P2, P3, ' +
        "for example P0",
    ],
  ])("%j", (lines, problem) => expect(printed(lines)).toEqual([problem]));
});

const place = "expected a channel after slack:, in small letters, or a name after webhook:, for ex";
const channelName = "expected the name of a channel in small letters, without #, or its id";

describe("a value that does not fit is refused with what was expected", () => {
  it.each([
    ["levels: { SEV1: { channels: slack:a } }", 'channels is "slack:a"; expected a list of at mo'],
    [`levels: { SEV1: { channels: [${"slack:a, ".repeat(21)}] } }`, "channels is a list; expected"],
    ["levels: { SEV1: { channels: [1] } }", `levels.SEV1.channels[0] is 1; ${place}`],
    ["webhooks: { teams: x }", "webhooks is a map; expected a list of at most 50, for example [{"],
    [`webhooks: [${"{ name: a }, ".repeat(51)}]`, "webhooks is a list; expected a list of at most"],
    ["webhooks: [teams]", 'webhooks[0] is "teams"; expected a map with name, url, external, payl'],
    ["webhooks: [{}]", "webhooks[0].name is missing; expected a name of letters, digits, dots, -"],
    ["webhooks: [{ name: a b }]", 'webhooks[0].name is "a b"; expected a name of letters, digits'],
    [`webhooks: [{ name: ${"a".repeat(51)} }]`, '…"; expected a name of letters, digits, dots, -'],
    ["webhooks: [{ name: a, secret: b }]", "secret is an unknown key; expected one of name, url,"],
    ["webhooks: [{ name: a, external: yes }]", 'external is "yes"; expected true or false, for e'],
    ["webhooks: [{ name: a, payload: '{{text}}' }]", 'payload is "{{text}}"; expected a map, whic'],
    ["webhooks: [{ name: a, payload: [a] }]", "payload is a list; expected a map, which is sent"],
    ["webhooks: [{ name: a, payload: }]", "payload is empty; expected a map, which is sent as JS"],
    ["chat: slack", 'chat is "slack"; expected a map with slack, channel, prefix, from, for exam'],
    ["chat: { channel: a }", "chat.slack is missing; expected one of channel, thread, for exampl"],
    ["chat: { slack: yes }", 'chat.slack is "yes"; expected one of channel, thread, for example '],
    ["chat: { slack: thread, channel: A }", `chat.channel is "A"; ${channelName}`],
    ["chat: { slack: thread, channel: a b }", `chat.channel is "a b"; ${channelName}`],
    ["chat:\n  slack: thread\n  channel: #a", `chat.channel is empty; ${channelName}`],
    ["chat: { slack: channel, prefix: Inc }", 'chat.prefix is "Inc"; expected small letters, dig'],
    ["chat: { slack: channel, prefix: -a }", 'chat.prefix is "-a"; expected small letters, digit'],
    ["chat: { slack: channel, prefix: é }", 'chat.prefix is "é"; expected small letters, digits,'],
    [`chat: { slack: channel, prefix: ${"a".repeat(21)} }`, 'a"; expected small letters, digits,'],
    ["chat: { slack: channel, from: 1 }", "chat.from is 1; expected the name of a level, for exa"],
    ["chat: { slack: channel, from: [SEV1] }", "chat.from is a list; expected the name of a leve"],
    ["external: [dora]", "external is a list; expected a map with by, for example by: [octocat]"],
    ["external: { by: dora }", 'external.by is "dora"; expected a list of at most 100, for examp'],
    ["external: { by: [octo-org/ops] }", 'external.by[0] is "octo-org/ops"; expected a GitHub lo'],
  ])("%j", (lines = "", problem = "") => {
    expect(printed(lines)).toEqual([expect.stringContaining(problem)]);
  });
});

describe("a channel that is none is refused", () => {
  // biome-ignore format: in rows they can be seen at a glance
  it.each([
    "", "incidents", "#incidents", "slack", "slack:", "slack:#", "slack:##a", "slack:a b", "slack: a",
    "slack:Incidents", "slack:C01", "slack:a.b", "slack:a,b", "slack:@ann", "slack:a\nslack:b", "Slack:a",
    "webhook:", "webhook:#a", "webhook:-a", "webhook:a/b", "webhook:https://a.example", "teams:a",
    "pagerduty:a", "__proto__:a", "slack:{{title}}", `slack:${"a".repeat(81)}`, `webhook:${"a".repeat(51)}`,
    `slack:${"#".repeat(60_000)}`,
  ])("%j", (text) => {
    expect(printed(`levels: { SEV1: { channels: [${JSON.stringify(text)}] } }`)).toEqual([
      expect.stringContaining(place),
    ]);
  });
});

describe("an address that is not plain https is refused", () => {
  const form = "expected an address that begins with https://, without user name, password, spaces";

  // biome-ignore format: in rows they can be seen at a glance
  it.each([
    "http://example.com/", "HTTP://example.com/", "HTTPS://example.com/", "Https://example.com/",
    "//example.com/", "/hook", "example.com/hook", "https", "https:", "https:/", "https://", "",
    "https:/example.com/", "https:example.com", "https:///example.com/", "https:\\\\example.com",
    "https:/\\example.com", "https://\\example.com", "https://example.com\\@other.example/",
    " https://example.com/", "https://example.com/ ", "https ://example.com/", "https://exa mple.com",
    "ht\ttps://example.com/", "https://exa\nmple.com/", "https://example.com/a\n", "https://\t/",
    "https://user:secret@example.com/", "https://user@example.com/", "https://:@example.com/",
    "https://@example.com/", "https://example.com:443@other.example/", "https://user%40example.com/",
    "https://example.com#other.example", "https://example.com/#a", "https://#", "https://?a", "https:///",
    "https://example.com:/", "https://example.com:port/", "https://example.com:443443/", "https://.",
    "https://..example.com/", "https://ex%61mple.com/", "https://bücher.example/", "https://example。com/",
    "https://１２７.0.0.1/", "https://exam\u00adple.com/", "https://[::1/", "https://::1/",
    "https://[fe80::1%25eth0]/", "https://example.com/é", "https://example.com/\u{1f525}",
    "https://example.com/{{title}}", "https://example.com/<a>", 'https://example.com/"a"',
    "javascript:alert(1)", "data:application/json,{}", "file:///etc/passwd", "ftp://example.com/",
    "wss://example.com/", "blob:https://example.com/a", "view-source:https://example.com/",
    "http+unix://socket/", `https://example.com/${"a".repeat(1981)}`,
    `https://${"a.".repeat(30_000)}`, `https://${"a".repeat(60_000)}@`,
  ])("%j", (url) => {
    expect(printed(`webhooks: [{ name: a, url: ${JSON.stringify(url)} }]`)).toEqual([
      expect.stringContaining(form),
    ]);
  });

  it.each([
    ["127.1", "a host written as 127.0.0.1"],
    ["0x7f.0.0.1", "a host written as 127.0.0.1"],
    ["2130706433", "a host written as 127.0.0.1"],
    ["0177.0.0.1", "a host written as 127.0.0.1"],
    ["127.0.0.1.", "a host written as 127.0.0.1"],
    ["[::0:1]", "a host written as [::1]"],
    ["[::ffff:127.0.0.1]", "a host written as [::ffff:7f00:1]"],
    ["256.1.1.1", "a host that can be called"],
    ["example.com:65536", "a host that can be called"],
    ["[:::]", "a host that can be called"],
  ])("with the host %s", (host, expected) => {
    expect(printed(`webhooks: [{ name: a, url: "https://${host}/x" }]`)).toEqual([
      `line 2, column 28: webhooks[0].url is "https://${host}/x"; expected ${expected}, ` +
        "for example https://example.com/hook",
    ]);
  });

  it.each(["[https://example.com]", "1", "true", ""])("as the value %j", (url) => {
    expect(printed("webhooks:", "  - name: a", `    url: ${url}`)).toEqual([
      expect.stringContaining(form),
    ]);
  });
});
