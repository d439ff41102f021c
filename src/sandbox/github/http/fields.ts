import { Refusal } from "../model/refusal.ts";
import type { Call } from "./route.ts";

/** Reads the JSON of a request body the way GitHub judges it: wrong kinds are a 422. */

export function optionalText(body: Record<string, unknown>, key: string): string | undefined {
  const value = body[key];
  if (value === undefined || typeof value === "string") return value;
  throw wrong(`For 'properties/${key}', ${JSON.stringify(value)} is not a string.`);
}

export function nullableText(
  body: Record<string, unknown>,
  key: string,
): string | null | undefined {
  return body[key] === null ? null : optionalText(body, key);
}

export function requiredText(body: Record<string, unknown>, key: string): string {
  const value = optionalText(body, key);
  if (value === undefined) throw wrong(`"${key}" wasn't supplied.`);
  return value;
}

export function requiredNumber(body: Record<string, unknown>, key: string): number {
  const value = body[key];
  if (typeof value === "number" && Number.isInteger(value)) return value;
  if (value === undefined) throw wrong(`"${key}" wasn't supplied.`);
  throw wrong(`For 'properties/${key}', ${JSON.stringify(value)} is not an integer.`);
}

export function optionalFlag(body: Record<string, unknown>, key: string): boolean | undefined {
  const value = body[key];
  if (value === undefined || typeof value === "boolean") return value;
  throw wrong(`For 'properties/${key}', ${JSON.stringify(value)} is not a boolean.`);
}

/** A list of objects. */
export function objects(body: Record<string, unknown>, key: string): Record<string, unknown>[] {
  const value = body[key];
  if (!Array.isArray(value)) throw wrong(`"${key}" wasn't supplied.`);
  return value.map((one: unknown) => {
    if (isObject(one)) return one;
    throw wrong(`For 'properties/${key}', ${JSON.stringify(one)} is not an object.`);
  });
}

/** A list of names, each a string or an object with `name`, as labels may be given. */
export function names(body: Record<string, unknown>, key: string): string[] | undefined {
  const value = body[key];
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) throw wrong(`For 'properties/${key}', this is not an array.`);
  return value.map((one: unknown) => {
    const name = isObject(one) ? one.name : one;
    if (typeof name === "string") return name;
    throw wrong(`For 'properties/${key}', ${JSON.stringify(one)} is not a string.`);
  });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function numberParam(call: Call, name: string): number {
  return Number(param(call, name));
}

export function param(call: Call, name: string): string {
  const value = call.params[name];
  if (value === undefined) throw new Error(`The route has no placeholder {${name}}.`);
  return value;
}

export function queryText(call: Call, name: string): string | undefined {
  return call.query.get(name) ?? undefined;
}

function wrong(message: string): Refusal {
  return new Refusal(422, `Invalid request.\n\n${message}`);
}
