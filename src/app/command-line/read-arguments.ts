/** The command was called in a way it does not know; nothing was done. */
export class WrongUse extends Error {
  override readonly name = "WrongUse";
}

const repository = /^[\w.-]+\/[\w.-]+$/;

/** `owner/repo` */
export function readRepository(given: readonly string[]): string {
  const [name] = given;
  if (given.length === 1 && name !== undefined && repository.test(name)) return name;
  throw wrong(given, "one repository", "npm run check -- acme/shop");
}

/** `owner/repo#n` */
export function readIssue(given: readonly string[]): { name: string; issue: number } {
  const [, name = "", number = ""] = /^([^#]+)#([1-9]\d{0,9})$/.exec(given[0] ?? "") ?? [];
  if (given.length === 1 && repository.test(name)) return { name, issue: Number(number) };
  throw wrong(given, "one issue", 'npm run plan -- "acme/shop#42"');
}

function wrong(given: readonly string[], expected: string, example: string): WrongUse {
  const came = given.length === 0 ? "nothing" : given.map((word) => JSON.stringify(word)).join(" ");
  return new WrongUse(`Arguments: got ${came}; expected ${expected}, for example ${example}`);
}
