import type { RootContent } from "mdast";
import { cut } from "../../std/cut.ts";
import type { Instant } from "../incident/stamp.ts";
import { parseBlocks } from "./markdown.ts";
import { readingCost } from "./reading-cost.ts";
import type { Said } from "./slash-command.ts";
import { readInstant } from "./when.ts";

/** What the incident form of the repository asks for, as far as it was filled in. */
export interface IncidentForm {
  readonly startedAt?: Instant;
  readonly changed?: string;
  readonly affected?: string;
}

const longestAnswer = 600;
/** Bodies that cost more to parse than any form does are no forms. */
const mostCost = 40;

/** Reads an issue's body as the incident form; anything else gives an empty form. */
export function readForm(body: string, said: Said): IncidentForm {
  if (!/^### /m.test(body) || readingCost(body) > mostCost) return {};
  const answers = answersIn(body);
  const changed = answers.get("what changed");
  const affected = answers.get("who is affected");
  const started = readStarted(answers.get("started"), said);
  return {
    ...(started !== undefined && { startedAt: started }),
    ...(changed !== undefined && { changed }),
    ...(affected !== undefined && { affected }),
  };
}

function answersIn(body: string): ReadonlyMap<string, string> {
  const answers = new Map<string, string>();
  let question: string | undefined;
  for (const block of parseBlocks(body).children) {
    const text = sourceOf(block, body);
    if (block.type === "heading") {
      question = block.depth === 3 ? text.replace(/^#+/, "").trim().toLowerCase() : undefined;
    } else if (question !== undefined && text !== "_No response_") {
      const before = answers.get(question);
      answers.set(question, cut(before === undefined ? text : `${before}\n${text}`, longestAnswer));
    }
  }
  return answers;
}

function sourceOf({ position }: RootContent, body: string): string {
  return body.slice(position?.start.offset ?? 0, position?.end.offset ?? 0).trim();
}

/** `20 minutes ago` as well as what `at=` takes; what cannot be read stays in the body. */
function readStarted(text: string | undefined, said: Said): Instant | undefined {
  if (text === undefined) return undefined;
  const short = text
    .replace(/(\d)\s*(minutes?|mins?)\b/i, "$1m")
    .replace(/(\d)\s*(hours?|hrs?)\b/i, "$1h");
  const read = readInstant(short, said);
  return typeof read === "string" ? read : undefined;
}
