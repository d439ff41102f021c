import { CST, Lexer, Parser } from "yaml";
import { Refusal } from "./refusal.ts";

/** No honest file comes near these; they keep the worst file within its share of CPU time. */
export const yamlLimits = { bytes: 65_536, lexemes: 16_000, depth: 20, aliases: 20, values: 8000 };

/** Characters that are invisible, turn the direction of text, or are half of one. */
const hiddenCharacter =
  /(?![\t\n\r])[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/u;

/** Refuses text that is too long or holds characters nobody can see. */
export function checkText(text: string): void {
  if (text.length > yamlLimits.bytes || byteLength(text) > yamlLimits.bytes) {
    const expected = "at most 64 KiB";
    throw new Refusal(0, { came: "too long", expected });
  }
  checkCharacters(text, 0);
}

/** Also for text that YAML has decoded: `"\u202e"` hides such a character in an escape. */
export function checkCharacters(text: string, offset: number): void {
  const hidden = hiddenCharacter.exec(text);
  if (hidden === null) return;
  const code = hidden[0].codePointAt(0)?.toString(16).toUpperCase().padStart(4, "0");
  const expected = "text without invisible characters";
  throw new Refusal(offset + (offset === 0 ? hidden.index : 0), {
    came: `text with the character U+${code}`,
    expected,
  });
}

/** The concrete syntax of exactly one document, refused as soon as it passes a limit. */
export function yamlTokens(text: string): CST.Token[] {
  const parser = new Parser();
  const watch = new LexemeWatch();
  const tokens: CST.Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    watch.see(lexeme);
    tokens.push(...parser.next(lexeme));
  }
  tokens.push(...parser.end());
  for (const token of tokens) checkToken(token);
  return tokens;
}

class LexemeWatch {
  private offset = 0;
  private lexemes = 0;
  private aliases = 0;
  private depth = 0;
  private inScalar = false;
  private state: "before" | "inside" | "after" = "before";

  see(lexeme: string): void {
    const type = this.inScalar ? "scalar" : CST.tokenType(lexeme);
    this.inScalar = lexeme === CST.SCALAR && !this.inScalar;
    this.lexemes++;
    if (this.lexemes > yamlLimits.lexemes) {
      throw new Refusal(this.offset, { came: "too long", expected: "fewer values and lines" });
    }
    this.checkType(type, lexeme);
    if (!isMarker(lexeme)) this.offset += lexeme.length;
  }

  private checkType(type: CST.TokenType | null, lexeme: string): void {
    if (type === "tag") this.refuse(`tagged ${show(lexeme)}`, "values without tags");
    if (type === "directive-line") this.refuse(`led by ${show(lexeme)}`, "YAML 1.2 as it is");
    if (type === "alias") this.countAlias();
    if (type === "flow-map-start" || type === "flow-seq-start") this.goDeeper();
    if (type === "flow-map-end" || type === "flow-seq-end") this.depth--;
    this.checkDocument(type, lexeme);
  }

  private countAlias(): void {
    this.aliases++;
    if (this.aliases <= yamlLimits.aliases) return;
    this.refuse("full of aliases", `at most ${yamlLimits.aliases} aliases`);
  }

  private goDeeper(): void {
    this.depth++;
    if (this.depth > yamlLimits.depth) this.refuse(...tooDeep);
  }

  private checkDocument(type: CST.TokenType | null, lexeme: string): void {
    if (type === null || isMarker(lexeme) || blanks.has(type)) return;
    if (this.state === "after" || (type === "doc-start" && this.state === "inside")) {
      this.refuse("more than one document", "one document");
    }
    this.state = type === "doc-end" ? "after" : "inside";
  }

  private refuse(came: string, expected: string): never {
    throw new Refusal(this.offset, { came, expected });
  }
}

const blanks: ReadonlySet<string> = new Set(["space", "newline", "comment", "byte-order-mark"]);

const tooDeep = ["nested too deeply", `at most ${yamlLimits.depth} levels of nesting`] as const;

/** yaml's lexer announces a document, the end of a flow and a scalar by control characters. */
function isMarker(lexeme: string): boolean {
  return lexeme === CST.DOCUMENT || lexeme === CST.FLOW_END || lexeme === CST.SCALAR;
}

/** Walks with a stack of its own: composing a deep tree would recurse. */
function checkToken(root: CST.Token): void {
  const open: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { token, depth } = entry;
    if (depth > yamlLimits.depth) {
      const [came, expected] = tooDeep;
      throw new Refusal(token.offset, { came, expected });
    }
    for (const child of childrenOf(token)) open.push({ token: child, depth: depth + 1 });
  }
}

function childrenOf(token: CST.Token): CST.Token[] {
  if (token.type === "document") return token.value === undefined ? [] : [token.value];
  if (!("items" in token)) return [];
  return token.items.flatMap((item) => [item.key, item.value]).filter((child) => child != null);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function show(lexeme: string): string {
  return JSON.stringify(lexeme.slice(0, 40));
}
