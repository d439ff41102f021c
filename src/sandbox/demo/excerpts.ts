import { reviewIn } from "./expectations.ts";
import type { Excerpt, Seen } from "./scene.ts";

/** How an issue begins, and sections of it by their headings, each with so many lines. */
export function sectionsOf(
  seen: Seen | undefined,
  wanted: Readonly<Record<string, number>>,
): Excerpt {
  const [start = "", ...sections] = (seen?.issue.body ?? "").split(/^(?=## )/m);
  const parts = Object.entries(wanted).map(([name, lines]) => {
    const text = sections.find((section) => section.startsWith(`## ${name}\n`)) ?? "";
    return `## ${name}\n\n${firstLines(text.replace(/^## .*\n/, ""), lines)}`;
  });
  const head = seen === undefined ? "" : `#${seen.issue.number} ${seen.issue.title}`;
  return { head, text: [start.trim(), ...parts].join("\n\n…\n\n") };
}

/** The lines of the card that hold one of these texts. */
export function cardLines({ card, issue }: Seen, ...texts: readonly string[]): Excerpt {
  const lines = card.split("\n").filter((line) => texts.some((text) => line.includes(text)));
  return { head: `The card of #${issue.number}`, text: lines.join("\n") };
}

/** Whom the pager wakes. */
export function pager({ outside }: Seen): Excerpt {
  const rows = outside.pages.map(({ who, state, summary }) => `${who} **${state}**: ${summary}`);
  return { head: "The pager", text: rows.join("\n") };
}

/** The incident's room in Slack: its topic and what was said there last. */
export function room({ outside }: Seen): Excerpt {
  const { name = "", topic = "", archived, messages = [] } = outside.room ?? {};
  const head = `#${name} in Slack${archived === true ? ", archived" : ""}`;
  return { head, text: [`Topic: ${topic}`, ...messages.slice(-1)].join("\n\n") };
}

/** What people outside were told last. */
export function statusPage({ outside }: Seen): Excerpt {
  return { head: "The status page", text: outside.statusPage.at(-1) ?? "" };
}

/** What the linter says by now. */
export function review(seen: Seen | undefined, lines: number): Excerpt {
  const text = firstLines(reviewIn(seen?.thread ?? []), lines);
  return { head: `The review on #${seen?.issue.number}`, text };
}

/** Without what only asks somebody to write. */
function firstLines(text: string, count: number): string {
  return text
    .replace(/^_.*_\n+/gm, "")
    .trim()
    .split("\n")
    .slice(0, count)
    .join("\n");
}
