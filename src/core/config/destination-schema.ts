import { z } from "zod";
import type { Destination } from "./destination-settings.ts";
import { targetName } from "./escalation-schema.ts";
import { listOf, mapOf, oneOf, says, textLike, yesOrNo } from "./expectation.ts";
import { login } from "./mention-schema.ts";
import { payload } from "./payload-schema.ts";
import { levelName } from "./postmortem-schema.ts";

/** An id, or a name in letters of any script: Slack has no capitals in names. */
const slackChannel = "#?(?:[CG][A-Z0-9]{7,20}|[\\p{Ll}\\p{Lo}\\p{M}\\p{N}_-]{1,80})";

const destination = textLike(
  new RegExp(`^(?:slack:${slackChannel}|webhook:${targetName})$`, "u"),
  "a channel after slack:, in small letters, or a name after webhook:",
  '"slack:incidents" or "webhook:teams"',
)
  .transform((text): Destination => {
    const [, by, name = ""] = /^(slack|webhook):#?(.*)$/.exec(text) ?? [];
    return { by: by === "slack" ? "slack" : "webhook", name };
  })
  .meta({ id: "destination" });

/** Where a level is told besides the issue. */
export const channels = listOf(destination, 20, '["slack:incidents", "webhook:teams"]')
  .transform(eachOnce)
  .meta({ description: "Where it is told besides the issue: slack:channel and webhook:name" });

/** `slack:a` and `slack:#a` are one destination, and nobody wants to hear things twice. */
function eachOnce(destinations: readonly Destination[]): Destination[] {
  const isSame = (a: Destination, b: Destination) => a.by === b.by && a.name === b.name;
  return destinations.filter(
    (one, index) => destinations.findIndex((other) => isSame(one, other)) === index,
  );
}

const host = "[\\w-]+(?:\\.[\\w-]+)*\\.?|\\[[0-9A-Fa-f:.]+\\]";
const urlForm = new RegExp(
  `^(?=.{1,2000}$)https://(${host})(?::\\d{1,5})?(?:[/?][\\w.~:/?@!$&'()*+,;=%[\\]-]*)?$`,
);

/** The host must be spelled as it is called: `0x7f.1` is an address, and nobody sees which. */
const url = textLike(
  urlForm,
  "an address that begins with https://, without user name, password, spaces or #, at most 2000 " +
    "characters",
  "https://example.com/hook",
).transform((text, context): string => {
  const [, written = ""] = urlForm.exec(text) ?? [];
  const called = URL.parse(text)?.hostname;
  if (called === written.toLowerCase()) return text;
  const expected = `a host ${called === undefined ? "that can be called" : `written as ${called}`}`;
  const { error: message } = says(expected, "https://example.com/hook");
  context.issues.push({ code: "custom", message, input: text });
  return z.NEVER;
});

const webhook = mapOf(
  {
    name: textLike(
      new RegExp(`^${targetName}$`),
      "a name of letters, digits, dots, - and _, at most 50",
      "teams",
    ).meta({ description: "What channels and page call it after webhook:" }),
    url: url
      .meta({
        description:
          "Where it is sent, over HTTPS (default: what WEBHOOK_URLS in the environment of the " +
          "app has by that name)",
      })
      .optional(),
    external: yesOrNo("external: true")
      .meta({ description: "Whether people outside read it (default false)" })
      .optional(),
    payload: payload
      .meta({ description: "What is sent, as JSON; {{title}} and the like are filled in" })
      .optional(),
  },
  "name: teams",
).meta({ id: "webhook" });

export const webhooks = listOf(webhook, 50, "[{ name: teams }]").meta({
  description: "Destinations outside of GitHub that are told over HTTPS",
});

export const chat = mapOf(
  {
    slack: oneOf(["channel", "thread"], "channel").meta({
      description: "Whether an incident gets a channel of its own or a thread in a common one",
    }),
    channel: textLike(
      new RegExp(`^${slackChannel}$`, "u"),
      "the name of a channel in small letters, without #, or its id",
      "incidents",
    )
      .transform((name) => name.replace("#", ""))
      .meta({ description: "The common channel that the threads are in" })
      .optional(),
    prefix: textLike(
      /^[a-z0-9][a-z0-9_-]{0,19}$/,
      "small letters, digits, - and _, at most 20",
      "inc",
    )
      .meta({ description: "How the names of channels begin (default inc)" })
      .optional(),
    from: levelName
      .meta({ description: "The least severe level that gets one (default the second one)" })
      .optional(),
  },
  "slack: channel",
).meta({ description: "A room in Slack for each incident that is bad enough" });

export const external = mapOf(
  {
    by: listOf(login, 100, "[octocat]")
      .meta({ description: "Logins, besides the communications lead (default none)" })
      .optional(),
  },
  "by: [octocat]",
).meta({ description: "Who may write to people outside" });
