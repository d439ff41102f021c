/**
 * FNV-1a, 32 bit: tells an accident, not an attack; keys tell an attack. Another basis than the
 * usual one gives a second, independent sum.
 */
export function checksum(text: string, basis = 0x811c9dc5): number {
  let hash = basis;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
