import type { Effect } from "../../core/card/record.ts";
import { defaultPayload } from "../../core/config/destination-settings.ts";
import { destinationText, isExternal } from "../../core/incident/destinations.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import { type Announcement, payloadView, renderPayload } from "../../core/view/announcement.ts";
import { keyOf } from "../address.ts";
import type { Applying } from "../apply.ts";
import { Stop } from "../failure.ts";

type TellEffect = Extract<Effect, { kind: "tell" }>;

/** Tells one destination. A chat finds by its key what it has; a webhook is told the key. */
export async function tellDestination(
  effect: TellEffect,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { world } = applying;
  const { destination, stamp } = effect;
  if (destination.by === "slack") await tellChannel(effect, applying);
  else await tellWebhook(effect, applying);
  return [
    {
      kind: "DestinationTold",
      stamp,
      by: world.identity.login,
      destination: destinationText(destination),
    },
  ];
}

async function tellChannel(effect: TellEffect, applying: Applying): Promise<void> {
  const { chat } = applying.world;
  if (chat === undefined) throw new Stop("unsupported", "no SLACK_TOKEN is set, so nobody is told");
  const { title, text, url } = viewFor(effect, applying);
  await chat.carryOut({
    kind: "announce",
    channel: effect.destination.name,
    key: keyFor(effect, applying),
    message: { title, text, url },
  });
}

async function tellWebhook(effect: TellEffect, applying: Applying): Promise<void> {
  const { webhooks } = applying.world;
  if (webhooks === undefined) throw new Stop("unsupported", "no webhooks are set up here");
  const { name } = effect.destination;
  const settings = applying.observation.settings.config.telling.webhooks.find(
    (one) => one.name === name,
  );
  await webhooks.send({
    target: name,
    ...(settings?.url !== undefined && { url: settings.url }),
    key: keyFor(effect, applying),
    body: renderPayload(settings?.payload ?? defaultPayload, viewFor(effect, applying)),
  });
}

/** People outside are shown neither the title of the issue nor where it is. */
function viewFor({ destination, announcement, missed }: TellEffect, { observation }: Applying) {
  const { issue, address, settings } = observation;
  const isOutside = isExternal(destination, settings.config);
  const gone = missed === undefined ? "" : `\n(${missed} earlier messages did not get here.)`;
  const said = announcement as Announcement;
  return payloadView(
    { ...said, text: `${said.text}${gone}`.trim() },
    {
      title: isOutside ? "" : issue.title,
      url: isOutside ? "" : issue.url,
      repository: isOutside ? "" : address.name,
      number: isOutside ? "" : String(issue.number),
    },
  );
}

/** One for each thing said about an incident. */
export function keyFor({ stamp }: { stamp: string }, { observation }: Applying): string {
  return `allclear/${keyOf(observation.address)}/${stamp}`;
}
