import type { Heading, Paragraph, PhrasingContent, Root } from "mdast";

/** A line of a top-level paragraph whose start is text: not inside code, a link or HTML. */
export interface TopLine {
  /** One-based line of the comment. */
  readonly line: number;
  /** The line as written, without what makes it break. */
  readonly raw: string;
  /** The line begins with blanks, so it does not count. */
  readonly indented: boolean;
  /** A line of dashes or equals signs under it made it a heading, so it does not count. */
  readonly heading: boolean;
}

/** The lines in which a command may stand, up to where a quoted e-mail begins. */
export function topLines(root: Root, body: string): readonly TopLine[] {
  const lines: TopLine[] = [];
  for (const block of root.children) {
    if (block.type !== "paragraph" && block.type !== "heading") continue;
    for (const line of linesOf(block, body)) {
      if (startsMail(line, lines.at(-1))) return lines.filter((each) => each !== line);
      lines.push(line);
    }
  }
  return lines;
}

/** `On Friday, Jane <jane@example.com> wrote:`, in one line or two, and Outlook's rulers. */
function startsMail({ raw, line }: TopLine, previous: TopLine | undefined): boolean {
  if (/^\s*-{2,}\s*Original\b/i.test(raw)) return true;
  if (!/\bwrote:\s*$/.test(raw)) return false;
  const before = previous?.line === line - 1 ? previous.raw : "";
  return /^\s*On\b/.test(raw) || /^\s*On\b/.test(before);
}

function linesOf(block: Paragraph | Heading, body: string): readonly TopLine[] {
  const { start, end } = block.position ?? {};
  if (start?.offset === undefined || end?.offset === undefined) return [];
  const heading = block.type === "heading";
  const lines: TopLine[] = [];
  let child = 0;
  let offset = start.offset - (start.column - 1);
  for (const text of body.slice(offset, end.offset).split(/\r\n|\n|\r/)) {
    const from = offset + (/^\s*/.exec(text)?.[0].length ?? 0);
    while (endOf(block.children[child]) <= from && child < block.children.length) child += 1;
    if (startsAsText(block.children[child], from)) {
      const cutAt = hardBreakIn(block.children, { from: child, end: offset + text.length });
      const raw = body.slice(offset, cutAt ?? offset + text.length);
      lines.push({ line: start.line + lines.length, raw, indented: from > offset, heading });
    }
    offset += text.length + (body.startsWith("\r\n", offset + text.length) ? 2 : 1);
  }
  return lines;
}

/** Whether the child that covers this offset, if any, is plain text. */
function startsAsText(child: PhrasingContent | undefined, offset: number): boolean {
  if (!child || child.type === "text" || child.type === "break") return true;
  return (child.position?.start.offset ?? 0) >= offset;
}

function hardBreakIn(
  children: readonly PhrasingContent[],
  line: { readonly from: number; readonly end: number },
): number | undefined {
  for (let index = line.from; index < children.length; index += 1) {
    const child = children[index];
    const start = child?.position?.start.offset ?? line.end;
    if (start >= line.end) return undefined;
    if (child?.type === "break") return start;
  }
  return undefined;
}

function endOf(child: PhrasingContent | undefined): number {
  return child?.position?.end.offset ?? 0;
}
