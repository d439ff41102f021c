import { redact } from "../adapters/github/redact.ts";

/** What a variable should hold. */
export interface Wish {
  readonly name: string;
  readonly expected: string;
  readonly example: string;
  /** Its value is never shown. */
  readonly secret?: boolean;
}

/** One line: what came, what was expected, an example. */
export function complain({ name, expected, example, secret = false }: Wish, came?: string): string {
  return `${name}: got ${shown(came, secret)}; expected ${expected}, for example ${name}=${example}`;
}

function shown(came: string | undefined, secret: boolean): string {
  if (came === undefined) return "nothing";
  if (secret) return `a value of ${came.length} characters`;
  const clean = redact(came);
  return JSON.stringify(clean.length > 80 ? `${clean.slice(0, 77)}...` : clean);
}
