/** What a server of the comparison is told, as one argument. */
export interface ServerSettings {
  readonly host: string;
  readonly port: number;
  readonly secret: string;
  readonly privateKey: string;
  readonly appId: number;
}

export function serverSettings(): ServerSettings {
  const [, , given] = process.argv;
  if (given === undefined) throw new Error("Only the benchmark starts this program.");
  return JSON.parse(given) as ServerSettings;
}
