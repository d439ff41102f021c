import type { Address } from "../reconcile/address.ts";

/** The fields of a webhook's payload, or of something in it. */
export type Fields = Readonly<Record<string, unknown>>;

/** The fields of foreign data; none where it is no object. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

export function idOf(fields: Fields): number | undefined {
  return isId(fields.id) ? fields.id : undefined;
}

export function isId(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0;
}

export function isText(value: unknown): value is string {
  return typeof value === "string";
}

/** In which repository of which installation something happened; undefined if it does not say. */
export function repositoryIn(payload: Fields): Omit<Address, "issue" | "seen"> | undefined {
  const repository = fieldsOf(payload.repository);
  const installation = idOf(fieldsOf(payload.installation));
  const id = idOf(repository);
  const name = repository.full_name;
  if (installation === undefined || id === undefined) return undefined;
  if (!isText(name) || !/^[^/\s]+\/[^/\s]+$/.test(name)) return undefined;
  return { installation, repository: id, name };
}
