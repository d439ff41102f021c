/** A setting that comes as text, as from the environment, and may be secret. */
export interface Setting<T> {
  readonly name: string;
  /** For whoever got it wrong: what it should hold, and an example. */
  readonly expected: string;
  readonly example: string;
  read(text: string): Reading<T>;
}

/** `wrong` says where and how, without a word of the text. */
export type Reading<T> = { readonly value: T } | { readonly wrong: string };

/** One line: how much came and what is wrong with it, what was expected, an example. */
export function complaintAbout(
  { name, expected, example }: Omit<Setting<unknown>, "read">,
  text: string,
  wrong: string,
): string {
  const came = `a value of ${text.length} characters (${wrong})`;
  return `${name}: got ${came}; expected ${expected}, for example ${name}=${example}`;
}

interface PairForm {
  readonly separator: RegExp;
  fits(value: string): boolean;
}

/** Reads `checkout=abc search=def`. */
export function readNamedValues(
  text: string,
  { separator, fits }: PairForm,
): Reading<ReadonlyMap<string, string>> {
  const values = new Map<string, string>();
  const pairs = text.split(separator).filter((pair) => pair !== "");
  for (const [index, pair] of pairs.entries()) {
    const which = `pair ${index + 1} of ${pairs.length}`;
    const [, name, value = ""] = /^([A-Za-z0-9][\w.-]{0,49})=(.*)$/.exec(pair) ?? [];
    if (name === undefined) return { wrong: `${which} does not begin with a name and an =` };
    if (!fits(value)) return { wrong: `the value of ${which} has another form` };
    if (values.has(name)) return { wrong: `${which} has the name of an earlier one` };
    values.set(name, value);
  }
  return { value: values };
}
