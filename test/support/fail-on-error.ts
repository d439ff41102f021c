/** For `onError` where a test expects none: becomes an unhandled error, which fails the run. */
export function failOnError(error: unknown): never {
  throw error instanceof Error ? error : new Error(`Unexpected: ${JSON.stringify(error)}`);
}
