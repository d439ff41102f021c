import { refuse, said } from "../core/incident/asked-events.ts";
import type { Asked } from "../core/incident/commands.ts";
import { declareHere } from "../core/incident/decide/declare.ts";
import type { IncidentEvent } from "../core/incident/events.ts";
import { refuseUnlessAllowed } from "../core/incident/permission.ts";
import { authorize, type Unauthorized } from "./authorize.ts";
import { isIgnored, isOurs } from "./card-seen.ts";
import { isLabeled, withContext } from "./declaring.ts";
import { isAnswered } from "./left-over.ts";
import type { Observation } from "./observe.ts";
import { readOne } from "./read-comments.ts";
import type { World } from "./world.ts";

/** Comments that a delivery named, with `/incident …`; our answer's marker is the record. */
export async function readNamed(
  observation: Observation,
  world: World,
): Promise<readonly IncidentEvent[]> {
  const { address, comments, settings } = observation;
  const named = new Set(address.seen.named ?? []);
  const requests: Unauthorized[] = [];
  for (const comment of comments) {
    if (!named.has(comment.id) || isIgnored(comment.author, settings.config)) continue;
    if (isOurs(comment.author.login, world.identity, settings.config.identities)) continue;
    if (isAnswered({ to: `c${comment.id}` }, observation, world)) continue;
    requests.push(...(await readOne(comment, observation, world)));
  }
  const asked = await authorize(requests, { address, settings, world });
  return asked.flatMap((one) => answerHere(one, observation));
}

function answerHere(asked: Asked, observation: Observation): readonly IncidentEvent[] {
  const { command } = asked;
  const { settings, issue } = observation;
  if (command.kind === "DeclareIncident") {
    if (issue.isPullRequest && command.title === undefined) {
      return [refuse(asked, { code: "pull-request" })];
    }
    const events = declareHere({ ...asked, command }, settings.config);
    return events.map((event) =>
      event.kind === "IncidentDeclared" ? withContext(event, observation) : event,
    );
  }
  if (command.kind === "Misread") {
    const { came, expected, example } = command;
    return [refuse(asked, { code: "misread", came, expected, example })];
  }
  if (command.kind === "Ask" && command.topic !== "status") {
    const { topic, about } = command;
    const cells = topic === "help" ? (["any"] as const) : (["triage"] as const);
    const refused = refuseUnlessAllowed(asked, { cells }, { config: settings.config });
    if (refused !== undefined) return [refused];
    return [
      { kind: "QuestionAsked", ...said(asked), topic, ...(about !== undefined && { about }) },
    ];
  }
  // On a report the words that confirm are read with the label; the rest waits for a declaration.
  return isLabeled(observation) ? [] : [refuse(asked, { code: "not-declared" })];
}
