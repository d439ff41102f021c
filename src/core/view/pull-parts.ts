import { cut } from "../../std/cut.ts";
import { servicesIn } from "../config/catalog.ts";
import type { Config, Service } from "../config/config.ts";
import type { Incident } from "../incident/incident.ts";
import type { Place } from "./place.ts";
import { code, line } from "./quoting.ts";
import type { Templates } from "./templates.ts";

/** What a pull request of ours is written with. */
export interface PullTelling {
  readonly incident: Incident;
  readonly config: Config;
  readonly templates: Templates;
  readonly place: Place;
}

/** GitHub takes 256 characters of a title. */
const longestTitle = 200;

/** As long as a title may be; practice is marked as such. */
export function titled(text: string, { incident }: Pick<PullTelling, "incident">): string {
  return cut(incident.drill ? `DRILL: ${text}` : text, longestTitle);
}

/** By its address: a reference that GitHub shows on the incident too, and that closes nothing. */
export function incidentLink({ repository, issue, issueUrl }: Place): string {
  return `[${repository}#${issue}](${issueUrl})`;
}

export function verifyRows(repository: string, telling: PullTelling): string {
  const { verify = [], rollback } = serviceOf(repository, telling) ?? {};
  const { runbook } = telling.incident;
  const hint = rollback === undefined ? [] : [line(rollback, 300)];
  const commands = verify.map((command) => code(command, 300));
  const followed =
    runbook === undefined
      ? []
      : [
          `The runbook [${line(runbook.title, 80)}]` +
            `(${telling.place.issueUrl}#issuecomment-${runbook.commentId}) ends with how to check.`,
        ];
  const all = [...hint, ...commands, ...followed];
  if (all.length > 0) return rows(all);
  return rows([
    "Look at what made you declare the incident: errors, latency, what people report.",
    "Name commands for this in `services: verify:` of `.github/allclear.yml`.",
  ]);
}

/** Of the services in a repository, one that is hit; one that names none is in the incident's. */
export function serviceOf(
  repository: string,
  given: Pick<PullTelling, "config" | "place"> & { readonly incident: Incident | undefined },
): Service | undefined {
  const { config, place, incident } = given;
  const there = servicesIn(config.services, { repository, home: place.repository });
  return there.find(({ name }) => incident?.services.includes(name)) ?? there[0];
}

export function rows(all: readonly string[]): string {
  return all.map((row) => `- ${row}`).join("\n");
}
