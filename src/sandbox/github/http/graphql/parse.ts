export interface Field {
  name: string;
  alias: string;
  args: Record<string, unknown>;
  selections: Selection[];
}

export interface Fragment {
  on: string;
  selections: Selection[];
}

export type Selection = Field | Fragment;

export interface Operation {
  kind: "query" | "mutation";
  selections: Selection[];
}

/** Reads one GraphQL operation with inline fragments; no directives, no named fragments. */
export function parse(source: string, variables: Record<string, unknown>): Operation {
  const reader = createReader(source);
  const kind = reader.peek() === "mutation" ? "mutation" : "query";
  if (reader.peek() !== "{") {
    reader.take();
    if (/^\w+$/.test(reader.peek())) reader.take();
    if (reader.peek() === "(") skipGroup(reader);
  }
  return { kind, selections: readSelections(reader, variables) };
}

interface Reader {
  peek: () => string;
  take: () => string;
  expect: (token: string) => void;
}

function createReader(source: string): Reader {
  const bare = source.replace(/#[^\n]*/g, "");
  const tokens = bare.match(/"(?:[^"\\]|\\.)*"|\.\.\.|[$@]?\w+|-?\d+|[{}()[\]:!=|]/g) ?? [];
  let at = 0;
  const peek = () => tokens[at] ?? "";
  const take = () => {
    at += 1;
    return tokens[at - 1] ?? "";
  };
  return {
    peek,
    take,
    expect(token) {
      const found = take();
      if (found !== token) throw new Error(`Expected ${token}, found "${found || "end of file"}"`);
    },
  };
}

/** Variable definitions are not checked: the values come with the request. */
function skipGroup(reader: Reader): void {
  let depth = 0;
  do {
    const token = reader.take();
    if (token === "") throw new Error("Expected ), found end of file");
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
  } while (depth > 0);
}

function readSelections(reader: Reader, variables: Record<string, unknown>): Selection[] {
  const selections: Selection[] = [];
  reader.expect("{");
  while (reader.peek() !== "}") selections.push(readSelection(reader, variables));
  reader.expect("}");
  return selections;
}

function readSelection(reader: Reader, variables: Record<string, unknown>): Selection {
  if (reader.peek() === "...") {
    reader.take();
    reader.expect("on");
    return { on: reader.take(), selections: readSelections(reader, variables) };
  }
  const first = reader.take();
  if (!/^\w+$/.test(first)) throw new Error(`Expected a field, found "${first || "end of file"}"`);
  const aliased = reader.peek() === ":";
  if (aliased) reader.take();
  return {
    alias: first,
    name: aliased ? reader.take() : first,
    args: reader.peek() === "(" ? readArguments(reader, variables) : {},
    selections: reader.peek() === "{" ? readSelections(reader, variables) : [],
  };
}

function readArguments(reader: Reader, variables: Record<string, unknown>) {
  reader.expect("(");
  const args = readPairs(reader, variables, ")");
  reader.expect(")");
  return args;
}

function readPairs(reader: Reader, variables: Record<string, unknown>, end: string) {
  const pairs: Record<string, unknown> = {};
  while (reader.peek() !== end) {
    const name = reader.take();
    reader.expect(":");
    pairs[name] = readValue(reader, variables);
  }
  return pairs;
}

function readValue(reader: Reader, variables: Record<string, unknown>): unknown {
  const token = reader.take();
  if (token.startsWith("$")) return variables[token.slice(1)];
  if (token.startsWith('"')) return JSON.parse(token);
  if (/^-?\d+$/.test(token)) return Number(token);
  if (token === "{") {
    const object = readPairs(reader, variables, "}");
    reader.expect("}");
    return object;
  }
  const words: Record<string, unknown> = { true: true, false: false, null: null };
  return token in words ? words[token] : token;
}
