/**
 * The same pure function, which remembers what the last few texts came to: one look reads one text
 * several times, and reading Markdown costs more than all the rest.
 */
export function rememberLast<T>(compute: (text: string) => T, most = 8): (text: string) => T {
  const known = new Map<string, { readonly result: T }>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before.result;
    const result = compute(text);
    known.set(text, { result });
    for (const oldest of known.keys()) {
      if (known.size <= most) break;
      known.delete(oldest);
    }
    return result;
  };
}
