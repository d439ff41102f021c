import { expect } from "vitest";
import { expectHarmless, mentionsIn } from "../core/view/harmless.ts";
import { bot } from "../support/in-memory-place.ts";
import {
  type IncidentWorld,
  openIncidentWorld,
  type WorldOptions,
} from "../support/in-memory-world.ts";
import { brokenPromises, writesAtRest } from "../support/invariants.ts";

/** Who takes part: alice writes, bob triages, carol maintains, rita only reads. */
export const people = { alice: "write", bob: "triage", carol: "maintain", rita: "read" } as const;

/** A world whose issue 1 was declared an incident by alice. */
export async function openIncident(options: WorldOptions = {}): Promise<IncidentWorld> {
  const world = await openIncidentWorld({ ...options, people: { ...people, ...options.people } });
  const opening = { title: "Down", body: "500s everywhere", labels: ["incident"] };
  await world.step(() => world.person("alice").opens(opening));
  return world;
}

/**
 * What holds at any rest, whatever people wrote; `mentioned` is all who may have been mentioned.
 */
export async function expectSound(
  world: IncidentWorld,
  mentioned: readonly string[] = [],
): Promise<void> {
  expect(brokenPromises(world)).toEqual([]);
  expectHarmlessTexts(world, mentioned);
  expect(await writesAtRest(world)).toEqual([]);
}

const hiddenEnd = /(?:\s*<!-- allclear:(?:(?!-->)[\s\S])*-->)+\s*$/;

/** What a reader of the rendered text gets: the body without the hidden lines that end it. */
export function visibleOf(body: string): string {
  return body.replace(hiddenEnd, "");
}

/** Everything we wrote on GitHub, as it stands there. */
export function ourBodies(world: IncidentWorld): readonly string[] {
  return [...world.repository.issues.values()].flatMap((issue) => [
    ...(issue.author.login === bot ? [issue.body ?? ""] : []),
    ...issue.comments.filter(({ author }) => author.login === bot).map(({ body }) => body),
  ]);
}

function expectHarmlessTexts(world: IncidentWorld, mentioned: readonly string[]): void {
  for (const body of ourBodies(world)) {
    expect(body.length).toBeLessThanOrEqual(60_000);
    const visible = visibleOf(body);
    const named = mentionsIn(visible);
    expect(named.filter((name) => !mentioned.includes(name))).toEqual([]);
    expectHarmless(visible, named);
  }
  for (const { title, labels, author } of world.repository.issues.values()) {
    expect(title.length).toBeLessThanOrEqual(256);
    if (author.login === bot) expect(title).not.toMatch(unseen);
    for (const { name } of labels) expect([...name].length).toBeLessThanOrEqual(50);
  }
}

/** Characters that hide, turn text around or are none. */
const unseen = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;
