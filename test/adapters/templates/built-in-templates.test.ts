import { expect, test } from "vitest";
import { builtInTemplates } from "../../../src/adapters/templates/built-in-templates.ts";
import { templateNames } from "../../../src/core/config/template-names.ts";

test("every text has its template", () => {
  const templates = builtInTemplates();
  expect(Object.keys(templates).sort()).toEqual([...templateNames].sort());
  expect(Object.values(templates).filter((text) => text.trim() === "")).toEqual([]);
});
