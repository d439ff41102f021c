import type { Config } from "../config/config.ts";
import { type Candidate, isChange } from "../rollback/suspects/candidate.ts";
import type { Suspect } from "../rollback/suspects/suspect.ts";
import type { SuspectsFound } from "../rollback/suspects/suspects-found.ts";
import { rollbackCommand } from "../rollback/suspects/target-of-suspect.ts";
import { timeAfter, when } from "./instants.ts";
import { person } from "./people.ts";
import type { Place } from "./place.ts";
import { code, line } from "./quoting.ts";
import type { View } from "./render.ts";
import { gapWords } from "./suspect-gaps.ts";
import { reasonOf } from "./suspect-reason.ts";

interface Shown {
  readonly config: Pick<Config, "timezone" | "services">;
  readonly place: Pick<Place, "repository" | "webUrl">;
}

/** What changed before an incident, ranked, each with a reason and its ready command. */
export function suspectsView(found: SuspectsFound | undefined, shown: Shown): View {
  if (found === undefined) {
    const unread = "This issue is not an incident.";
    return { unread, window: "", owners: "", none: "", list: "", more: "", left: "", gaps: "" };
  }
  const { suspects, gaps } = found;
  const rows = suspects.map((suspect, at) => rowOf(suspect, { ...shown, found, at }));
  const isEmptyWindow = gaps.some(({ kind }) => kind === "empty-window");
  const isSearched = found.repositories.length > 0 && !isEmptyWindow;
  return {
    unread: "",
    window: windowOf(found, shown),
    owners: ownersOf(found, shown),
    none: suspects.length === 0 && isSearched ? nothing : "",
    list: rows.slice(0, mostInFull).join("\n"),
    more: folded(rows.slice(mostInFull)),
    left: leftWords(found),
    gaps: gaps.map((gap) => `- ${gapWords(gap)}`).join("\n"),
  };
}

/** As many as a person looks at before asking again. */
const mostInFull = 5;
const mostFolded = 20;

const nothing =
  "Nothing changed there, as far as GitHub can tell. Look at what it does not see: feature flags, " +
  "settings in the cloud, certificates, traffic, and what others run.";

function windowOf({ since, until, repositories }: SuspectsFound, { config }: Shown): string {
  const names = repositories.map((name) => line(name, 140)).join(", ");
  const where = names === "" ? "" : `, in ${names}`;
  return `From ${timeAfter(until, since)} to the start at ${when(until, config.timezone)}${where}.`;
}

/** Who knows the affected services, as the catalog says; named, not called. */
function ownersOf({ services, gaps }: SuspectsFound, { config }: Shown): string {
  const unknown = gaps.flatMap((gap) => (gap.kind === "no-owners" ? gap.services : []));
  const hit = new Set([...services, ...unknown].map((name) => name.toLowerCase()));
  return config.services
    .filter(({ name, owners }) => owners.length > 0 && hit.has(name.toLowerCase()))
    .slice(0, mostOwned)
    .map(({ name, owners }) => {
      const shown = owners.slice(0, mostOwners).map((owner) => line(owner, 140));
      const left = owners.length - shown.length;
      const more = left > 0 ? ` and ${left} more` : "";
      return `Owners of ${line(name, 60)}: ${shown.join(", ")}${more}`;
    })
    .join("\n");
}

const mostOwned = 10;
const mostOwners = 8;

interface Row extends Shown {
  readonly found: SuspectsFound;
  readonly at: number;
}

function rowOf({ candidate, because }: Suspect, row: Row): string {
  const { found, place, at } = row;
  const command = isUndone(candidate, found)
    ? rollbackCommand(candidate, place.repository)
    : undefined;
  const by = candidate.by === undefined ? "" : ` by ${person(candidate.by, place)},`;
  const head = `${at + 1}. ${nameOf(candidate, place)},${by} ${timeAfter(found.until, candidate.at)}`;
  const reason = reasonOf(because, candidate);
  const undo = command === undefined ? [] : [`   Take it back: ${code(command, 300)}`];
  return [head, `   ${reason}`, ...undo].join("\n");
}

/** Going back undoes the newest deployment only; behind an older one stand changes of their own. */
function isUndone(candidate: Candidate, { suspects }: SuspectsFound): boolean {
  if (candidate.kind !== "deployment") return true;
  return !suspects.some(
    ({ candidate: other }) =>
      other.kind === "deployment" &&
      other.repository === candidate.repository &&
      other.environment.toLowerCase() === candidate.environment.toLowerCase() &&
      Date.parse(other.at) > Date.parse(candidate.at),
  );
}

/** What it is, as a link, and its title. */
function nameOf(candidate: Candidate, { repository: here, webUrl }: Shown["place"]): string {
  const { repository } = candidate;
  const elsewhere = repository.toLowerCase() !== here.toLowerCase();
  const link = (text: string, path: string) => {
    const where = elsewhere ? `${line(repository, 140)}${text.startsWith("#") ? "" : " "}` : "";
    return `[${where}${text}](${webUrl}/${repository.split("/").map(pathPart).join("/")}/${path})`;
  };
  const title = isChange(candidate) ? ` ${line(candidate.title, 100)}` : "";
  switch (candidate.kind) {
    case "pull":
      return `${link(`#${candidate.number}`, `pull/${candidate.number}`)}${title}`;
    case "push":
      return `${link(candidate.sha.slice(0, 12), `commit/${candidate.sha}`)}${title}`;
    case "deployment": {
      const { ref, sha, environment } = candidate;
      const what = /^[0-9a-f]{40}$/.test(ref) ? sha.slice(0, 12) : ref;
      const text = `deployment of ${line(what, 60)} to ${line(environment, 60)}`;
      return link(text, `deployments/${pathPart(environment)}`);
    }
    case "run":
      return link(`workflow ${line(candidate.name, 60)}`, `actions/runs/${candidate.id}`);
    case "release":
      return link(`release ${line(candidate.tag, 60)}`, `releases/tag/${pathPart(candidate.tag)}`);
    default:
      return candidate satisfies never;
  }
}

/** Nothing in it may end a Markdown link; lone surrogates cannot be encoded. */
function pathPart(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function folded(rows: readonly string[]): string {
  if (rows.length === 0) return "";
  const left = rows.length - mostFolded;
  const rest = left > 0 ? `\n\n${left} more are not shown.` : "";
  const shown = rows.slice(0, mostFolded).join("\n");
  return `<details>\n<summary>${rows.length} more</summary>\n\n${shown}${rest}\n\n</details>`;
}

function leftWords({ lookedInto, notLookedInto }: SuspectsFound): string {
  if (notLookedInto === 0) return "";
  const others = notLookedInto === 1 ? "one older one" : `${notLookedInto} older ones`;
  return `I looked into the newest ${lookedInto}, and not into ${others}: they may rank too low.`;
}
