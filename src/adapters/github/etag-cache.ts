/** The last answer to a conditional read, served again when GitHub says 304. */
export interface KeptAnswer {
  readonly etag: string;
  readonly data: unknown;
  readonly link: string | undefined;
}

export interface EtagCache {
  get(key: string): KeptAnswer | undefined;
  set(key: string, answer: KeptAnswer): void;
}

/** Keeps the answers used last, at most `size` of them. */
export function etagCache(size = 500): EtagCache {
  const kept = new Map<string, KeptAnswer>();
  return {
    get(key) {
      const answer = kept.get(key);
      if (answer !== undefined) {
        kept.delete(key);
        kept.set(key, answer);
      }
      return answer;
    },
    set(key, answer) {
      kept.delete(key);
      kept.set(key, answer);
      const oldest = kept.keys().next();
      if (kept.size > size && !oldest.done) kept.delete(oldest.value);
    },
  };
}
