/**
 * Addresses travel as JSON text, not as jsonb: PostgreSQL refuses NUL and lone surrogates in
 * jsonb, and both can stand in what users type. As escaped text nothing is refused or altered.
 */
export function addressToText(key: string, address: unknown): string {
  const text = JSON.stringify(address);
  if (text !== undefined) return text;
  throw new TypeError(
    `The address of ${JSON.stringify(key)} is ${String(address)}. ` +
      'Expected a JSON value, for example { "issue": 1 }.',
  );
}

const longestKey = 500;

/** Keys are index entries, so they are checked where addresses are carried along. */
export function checkKey(key: string): void {
  if (key === "" || key.length > longestKey || key.includes("\0") || !key.isWellFormed()) {
    throw new TypeError(
      `${JSON.stringify(key.slice(0, 60))} cannot be the key of a look. Expected 1 to ` +
        `${longestKey} characters without NUL, for example "123#45".`,
    );
  }
}
