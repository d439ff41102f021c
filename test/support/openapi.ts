import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";

/**
 * GitHub's own description of api.github.com as a judge: of the requests we send, and of the
 * answers the stand-in gives. Each function returns what is wrong, one sentence each.
 */

type Json = Record<string, unknown>;

interface Operation {
  method: string;
  template: string;
  pattern: RegExp;
  parameters: Json[];
  body: { schema: Json; required: boolean } | undefined;
  answers: Json;
}

interface Description {
  operations: Operation[];
  find: (method: string, path: string) => Operation | undefined;
}

let loaded: Description | undefined;
const validators = new Map<string, ValidateFunction>();

/** Judges a request: path and query parameters, and the body. `path` has no query string. */
export function checkRequest(
  method: string,
  path: string,
  query: Record<string, unknown> = {},
  body?: unknown,
): string[] {
  if (path === "/graphql") return [];
  const operation = describe().find(method, path);
  if (!operation) return [`${method} ${path} is no operation of GitHub's REST API`];
  return [
    ...pathProblems(operation, path),
    ...queryProblems(operation, query),
    ...bodyProblems(operation, body),
  ];
}

/** Judges an answer against the schema of its status. */
export function checkAnswer(method: string, path: string, status: number, body: unknown): string[] {
  if (path === "/graphql") return [];
  const operation = describe().find(method, path);
  if (!operation) return [`${method} ${path} is no operation of GitHub's REST API`];
  const described = resolve(operation.answers[String(status)]);
  const where = `${method} ${operation.template} ${status}`;
  if (!described)
    return status >= 400 ? messageProblems(where, body) : [`${where} is not described`];
  const schema = jsonSchemaOf(described);
  if (!schema) {
    return body === undefined || body === "" ? [] : [`${where} has no body, but one came`];
  }
  return problems(where, schema, body);
}

/** Judges a webhook's payload by the schema of its event and action. */
export function checkDelivery(event: string, action: string, payload: unknown): string[] {
  const name = `webhook-${event}-${action}`.replaceAll("_", "-");
  const schema = object(component("schemas", name));
  return schema ? problems(name, schema, payload) : [`GitHub describes no ${name}`];
}

/** What GitHub answers to every mistake, described or not. */
function messageProblems(where: string, body: unknown): string[] {
  return typeof property(body, "message") === "string" ? [] : [`${where} has no message`];
}

function pathProblems(operation: Operation, path: string): string[] {
  const found = operation.pattern.exec(plain(path))?.groups ?? {};
  return Object.entries(found).flatMap(([name, value]) => {
    const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
    const schema = object(parameter?.schema);
    return schema ? problems(`path parameter ${name}`, schema, coerce(schema, value)) : [];
  });
}

function queryProblems(operation: Operation, query: Record<string, unknown>): string[] {
  const known = operation.parameters.filter((one) => one.in === "query");
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  const missing = known
    .filter((one) => one.required === true && query[String(one.name)] === undefined)
    .map((one) => `${operation.template} needs the query parameter ${one.name}`);
  const wrong = given.flatMap(([name, value]) => {
    const schema = object(known.find((one) => one.name === name)?.schema);
    if (!schema) return [`${operation.template} knows no query parameter ${name}`];
    return problems(`query parameter ${name}`, schema, coerce(schema, withoutRange(name, value)));
  });
  return [...missing, ...wrong];
}

function bodyProblems(operation: Operation, body: unknown): string[] {
  const where = `${operation.method} ${operation.template} body`;
  if (!operation.body) return body === undefined ? [] : [`${where}: none is described`];
  if (body === undefined) return operation.body.required ? [`${where}: missing`] : [];
  const { schema } = operation.body;
  const allowed = object(schema.properties);
  const unknown =
    allowed && schema.additionalProperties === undefined
      ? Object.keys(object(body) ?? {}).filter((key) => !(key in allowed))
      : [];
  return [
    ...problems(where, schema, body),
    ...unknown.map((key) => `${where}: GitHub knows no "${key}"`),
  ];
}

/** `created` is described as an instant, but its own text says that it takes `>=` before one. */
function withoutRange(name: string, value: unknown): unknown {
  return name === "created" && typeof value === "string" ? value.replace(/^[<>]=?/, "") : value;
}

/** Query strings carry numbers and booleans as text. */
function coerce(schema: Json, value: unknown): unknown {
  const type = resolve(schema)?.type;
  if (typeof value !== "string") return value;
  if ((type === "integer" || type === "number") && /^-?\d+$/.test(value)) return Number(value);
  if (type === "boolean" && /^(true|false)$/.test(value)) return value === "true";
  return value;
}

function problems(where: string, schema: Json, value: unknown): string[] {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  // The branches of an alternative say more than "must match a schema in anyOf".
  const telling = errors.filter((error) => error.keyword !== "anyOf");
  return (telling.length > 0 ? telling : errors)
    .slice(0, 8)
    .map((error) => `${where}${error.instancePath}: ${error.message}`);
}

function validatorOf(schema: Json): ValidateFunction {
  const key = JSON.stringify(schema);
  const known = validators.get(key);
  if (known) return known;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  // GitHub's own word for `owner/name`.
  ajv.addFormat("repo.nwo", /^[^/]+\/[^/]+$/);
  const validate = ajv.compile(standalone(schema));
  validators.set(key, validate);
  return validate;
}

/** The schema with everything it refers to, in JSON Schema's own words. */
function standalone(schema: Json): Json {
  const definitions: Json = {};
  const waiting: string[] = [];
  const refer = (name: string) => {
    if (!(name in definitions)) {
      definitions[name] = true;
      waiting.push(name);
    }
    return { $ref: `#/$defs/${name}` };
  };
  const root = translate(schema, refer);
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    definitions[name] = translate(component("schemas", name), refer);
  }
  return { ...object(root), $defs: definitions };
}

/** OpenAPI's `nullable` becomes a type of its own, and `oneOf` only has to match once or more. */
function translate(value: unknown, refer: (name: string) => Json): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => translate(one, refer));
  const schema = object(value);
  if (!schema) return value;
  if (typeof schema.$ref === "string") return refer(lastPart(schema.$ref));
  const translated: Json = {};
  for (const [key, part] of Object.entries(schema)) {
    if (
      ["example", "examples", "discriminator", "nullable", "default"].includes(key) &&
      !isMap(part)
    ) {
      continue;
    }
    translated[key === "oneOf" || isEitherOwner(key, part) ? "anyOf" : key] =
      key === "enum" || key === "required" ? part : translate(part, refer);
  }
  return schema.nullable === true ? { anyOf: [translated, { type: "null" }] } : translated;
}

/** The list of installations says "all of" where one installation says "any of". */
function isEitherOwner(key: string, part: unknown): boolean {
  if (key !== "allOf" || !Array.isArray(part)) return false;
  const titles = part.map((one: unknown) => property(one, "title"));
  return titles.includes("Simple User") && titles.includes("Enterprise");
}

/** A property that happens to be called `default` or `example` has a schema, not a value. */
function isMap(part: unknown): boolean {
  const map = object(part);
  return map !== undefined && ("type" in map || "$ref" in map || "anyOf" in map || "oneOf" in map);
}

function jsonSchemaOf(described: Json): Json | undefined {
  const content = object(described.content);
  return object(property(content?.["application/json"], "schema"));
}

/** `/repositories/{id}/…` is the same API under an undocumented name. */
function plain(path: string): string {
  return path.replace(/^\/repositories\/\d+/, "/repos/owner/repo");
}

function describe(): Description {
  loaded ??= load();
  return loaded;
}

const raw: { document: Json | undefined } = { document: undefined };

function document(): Json {
  if (raw.document) return raw.document;
  const file = fileURLToPath(
    new URL("../../node_modules/@octokit/openapi/generated/api.github.com.json", import.meta.url),
  );
  raw.document = JSON.parse(readFileSync(file, "utf8")) as Json;
  return raw.document;
}

function load(): Description {
  const operations = Object.entries(object(document().paths) ?? {}).flatMap(([template, item]) =>
    Object.entries(object(item) ?? {}).map(([method, operation]) =>
      operationOf(method, template, object(operation) ?? {}),
    ),
  );
  operations.sort(
    (a, b) =>
      placeholders(a.template) - placeholders(b.template) ||
      // `commits/{ref}` would take `commits/main/status` for a branch.
      b.template.length - a.template.length,
  );
  const find = (method: string, path: string) =>
    operations.find((one) => one.method === method && one.pattern.test(plain(path)));
  return { operations, find };
}

function operationOf(method: string, template: string, operation: Json): Operation {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters : [];
  const body = resolve(operation.requestBody);
  const schema = body && jsonSchemaOf(body);
  const source = template.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "path" || name === "ref" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  return {
    method: method.toUpperCase(),
    template,
    pattern: new RegExp(`^${source}$`),
    parameters: parameters.map((one: unknown) => resolve(one) ?? {}),
    body: schema
      ? { schema: resolve(schema) ?? schema, required: body.required === true }
      : undefined,
    answers: object(operation.responses) ?? {},
  };
}

function placeholders(template: string): number {
  return template.split("{").length;
}

function resolve(value: unknown): Json | undefined {
  const json = object(value);
  if (!json || typeof json.$ref !== "string") return json;
  const [, , kind = "", name = ""] = json.$ref.split("/");
  return resolve(component(kind, name));
}

function component(kind: string, name: string): unknown {
  return property(property(document().components, kind), name);
}

function lastPart(reference: string): string {
  return reference.split("/").at(-1) ?? "";
}

function property(value: unknown, key: string): unknown {
  return object(value)?.[key];
}

function object(value: unknown): Json | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined;
}
