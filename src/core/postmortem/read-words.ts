import { type ActionItemType, actionItemTypes } from "../incident/incident.ts";
import { readLogin } from "../thread/people.ts";
import { plainOf, segmentsOf } from "./row-source.ts";

/** What a row says, as far as it is understood; whatever else it says stays in its text. */
export interface RowWords {
  readonly text: string;
  readonly owner?: string;
  /** A calendar date, `2026-08-15`. */
  readonly due?: string;
  readonly type?: ActionItemType;
  readonly verified?: string;
  /** `owner/name#77`. */
  readonly tracked?: string;
}

type Fields = Omit<RowWords, "text">;

/** Reads the Markdown of a row behind its number, in whichever of the forms people write it. */
export function readWords(row: string): RowWords {
  let fields: Fields = {};
  let [text, verified] = ["", ""];
  for (const [at, { before, source }] of segmentsOf(row).entries()) {
    const found = at === 0 ? undefined : without(fields, fieldsOf(source));
    if (found !== undefined) {
      verified = found.verified ?? verified;
      fields = { ...fields, ...found };
    } else if (verified !== "") verified += before + source;
    else {
      const peeled = peel(source, fields);
      fields = peeled.fields;
      text += before + peeled.text;
    }
  }
  return {
    text: plainOf(text),
    ...fields,
    ...(verified !== "" && { verified: plainOf(verified) }),
  };
}

/** What a part between separators means, or nothing where only some of it can be understood. */
function fieldsOf(source: string): Fields | undefined {
  return fieldOf(source.trim()) ?? listOf(source);
}

/** `@ada, due 2026-08-15, prevent`. */
function listOf(source: string): Fields | undefined {
  let fields: Fields = {};
  for (const part of source.split(",")) {
    const found = without(fields, fieldOf(part.trim()));
    if (found === undefined || found.verified !== undefined) return undefined;
    fields = { ...fields, ...found };
  }
  return fields;
}

function fieldOf(part: string): Fields | undefined {
  return ownerIn(part) ?? dueIn(part) ?? typeIn(part) ?? verifiedIn(part) ?? trackedIn(part);
}

/** Nothing where one of them is known already: a second owner stays text. */
function without(known: Fields, found: Fields | undefined): Fields | undefined {
  if (found === undefined) return undefined;
  return Object.keys(found).some((name) => Object.hasOwn(known, name)) ? undefined : found;
}

const named = /^owner(?::\s*|=|\s+)/i;
const link = /^\[@?([\w-]+)\]\(https?:\/\/[^\s()]+\/([\w-]+)\/?\)$/;
/** What people write where there is no owner yet. */
const nobody = /^(?:tb[adc]|todo|none|nobody|unassigned|unknown|someone|team|us|we)$/i;

function ownerIn(part: string): Fields | undefined {
  const isNamed = named.test(part);
  const who = part.replace(named, "");
  const [, shown = "", address = ""] = link.exec(who) ?? [];
  const linked = shown !== "" && shown.toLowerCase() === address.toLowerCase() ? shown : undefined;
  const plain = (isNamed ? /^@?([\w-]+)$/ : /^@([\w-]+)$/).exec(who)?.[1];
  const owner = readLogin(`@${linked ?? plain ?? ""}`);
  return owner === undefined || nobody.test(owner) ? undefined : { owner };
}

function dueIn(part: string): Fields | undefined {
  const due = /^due(?::\s*|=|\s+)(\d{4}-\d\d-\d\d)$/i.exec(part)?.[1];
  return due === undefined || !isDate(due) ? undefined : { due };
}

function typeIn(part: string): Fields | undefined {
  const word = /^(?:type(?::\s*|=|\s+))?(\w+)$/i.exec(part)?.[1]?.toLowerCase();
  const type = actionItemTypes.find((one) => one === word);
  return type === undefined ? undefined : { type };
}

function verifiedIn(part: string): Fields | undefined {
  const verified = /^verified(?:[:=]|\s+when(?=\s))\s*(\S.*)$/is.exec(part)?.[1];
  return verified === undefined ? undefined : { verified };
}

const reference = "[\\w.-]{1,100}\\/[\\w.-]{1,100}#\\d{1,15}";
const trackedForm = new RegExp(
  `^tracked in (?:\\[(${reference})\\]\\([^\\s()]+\\)|(${reference}))$`,
);

function trackedIn(part: string): Fields | undefined {
  const tracked = trackedForm.exec(part)?.slice(1).find(Boolean);
  return tracked === undefined ? undefined : { tracked };
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

/** The parts that need no separator in front when they end a text. */
const last =
  /(?:^|\s)(@[\w-]+|owner(?:=@?|:?\s?@)[\w-]+|due(?:[:=]\s?|\s)\d{4}-\d\d-\d\d|type=\w+)\s*$/i;
const longestLast = 140;

/** Takes off what ends a text: `(@ada, due 2026-08-15)`, `@ada`, `due 2026-08-15`. */
function peel(source: string, known: Fields): { readonly text: string; readonly fields: Fields } {
  const text = source.trimEnd();
  const end = text.endsWith(")") ? text.lastIndexOf(" (") : -1;
  const [, word = ""] = last.exec(text.slice(-longestLast)) ?? [];
  const [cut, found] =
    end > 0
      ? [end, listOf(text.slice(end + 2, -1))]
      : [text.length - word.length, word === "" ? undefined : fieldOf(word)];
  const rest = text.slice(0, cut).replace(/[\s,;]+$/, "");
  const fields = without(known, found);
  if (fields === undefined || rest.trim() === "") return { text: source, fields: known };
  return peel(rest, { ...known, ...fields });
}
