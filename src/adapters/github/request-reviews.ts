import { acknowledged, type Place, unlessAnswered } from "./call.ts";
import type { Wire } from "./wire.ts";

/**
 * GitHub refuses a whole request for one who may not review, without saying who. So it is asked
 * again without the teams, which are the likelier ones; if that is refused too, nobody is asked.
 */
export async function requestReviews(
  wire: Wire,
  place: Place,
  { number, reviewers }: { number: number; reviewers: readonly string[] },
): Promise<void> {
  const people = reviewers.filter((name) => !name.includes("/"));
  const teams = reviewers.flatMap((name) => name.split("/")[1] ?? []);
  if (people.length + teams.length === 0) return;
  const asked = await ask(wire, place, { number, people, teams });
  if (asked || teams.length === 0 || people.length === 0) return;
  await ask(wire, place, { number, people, teams: [] });
}

const refused = [403, 404, 422];

/** False when it was refused. */
async function ask(
  wire: Wire,
  place: Place,
  { number, people, teams }: { number: number; people: string[]; teams: string[] },
): Promise<boolean> {
  const request = wire.inRepository(place, {
    route: "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers",
    parameters: {
      pull_number: number,
      reviewers: people,
      ...(teams.length === 0 ? {} : { team_reviewers: teams }),
    },
    answer: acknowledged,
    pace: "notify",
    expects: refused,
  });
  return await unlessAnswered(
    request.then(() => true),
    refused,
    false,
  );
}
