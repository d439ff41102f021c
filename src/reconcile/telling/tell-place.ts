import type { Effect } from "../../core/card/record.ts";
import { defaultPayload } from "../../core/config/places-settings.ts";
import type { IncidentEvent } from "../../core/incident/events.ts";
import { isExternal, placeText } from "../../core/incident/places.ts";
import { type Announcement, payloadView, renderPayload } from "../../core/view/announcement.ts";
import { keyOf } from "../address.ts";
import type { Applying } from "../apply.ts";
import { Stop } from "../failure.ts";

type TellEffect = Extract<Effect, { kind: "tell" }>;

/** Tells one place. A chat finds by its key what it has; a webhook is told the key. */
export async function tellPlace(
  effect: TellEffect,
  applying: Applying,
): Promise<readonly IncidentEvent[]> {
  const { world } = applying;
  const { place, stamp } = effect;
  if (place.by === "slack") await tellChannel(effect, applying);
  else await tellWebhook(effect, applying);
  return [{ kind: "PlaceTold", stamp, by: world.identity.login, place: placeText(place) }];
}

async function tellChannel(effect: TellEffect, applying: Applying): Promise<void> {
  const { chat } = applying.world;
  if (chat === undefined) throw new Stop("unsupported", "no SLACK_TOKEN is set, so nobody is told");
  const { title, text, url } = viewFor(effect, applying);
  await chat.carryOut({
    kind: "announce",
    channel: effect.place.name,
    key: keyFor(effect, applying),
    message: { title, text, url },
  });
}

async function tellWebhook(effect: TellEffect, applying: Applying): Promise<void> {
  const { webhooks } = applying.world;
  if (webhooks === undefined) throw new Stop("unsupported", "no webhooks are set up here");
  const { name } = effect.place;
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
function viewFor({ place, announcement, missed }: TellEffect, { observation }: Applying) {
  const { issue, address, settings } = observation;
  const isOutside = isExternal(place, settings.config);
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
