import { describe, expect, test } from "vitest";
import { checkTemplate, fill } from "../../../src/core/view/render.ts";
import { completeTemplates } from "../../../src/core/view/templates.ts";
import { templates } from "./built-in.ts";

describe("a template knows the keys of its view and nothing else", () => {
  test.each([
    ["{{constructor.name}}"],
    ["{{constructor}}"],
    ["{{toString}}"],
    ["{{__proto__}}"],
    ["{{text.length}}"],
    ["{{text.constructor.name}}"],
    ["{{#text}}{{length}}{{/text}}"],
    ["{{.}}"],
    ["{{#text}}{{.}}{{/text}}"],
    ["{{> card}}"],
  ])("%s is nothing", (template) => {
    expect(fill(template, { text: "secret" })).toBe("");
  });

  test("a value is never read as a template", () => {
    const view = { text: "{{other}} {{#other}}x{{/other}}", other: "leak" };
    expect(fill("{{text}}", view)).toBe(view.text);
  });

  test("values are not escaped for HTML, since they are Markdown already", () => {
    expect(fill("{{text}} {{{text}}} {{&text}}", { text: "a & 'b'" })).toBe(
      "a & 'b' a & 'b' a & 'b'",
    );
  });

  test("an empty value closes its section", () => {
    expect(fill("{{#a}}A{{/a}}{{^a}}none{{/a}}", { a: "" })).toBe("none");
    expect(fill("{{#a}}A {{b}}{{/a}}", { a: "x", b: "y" })).toBe("A y");
  });
});

test("a line that would be a command is made a plain line", () => {
  expect(fill("{{a}}\n  {{a}}", { a: "/resolve" })).toBe("\\/resolve\n  \\/resolve");
});

describe("an own template that is broken says where and why", () => {
  test.each([
    ["an unclosed section", "a\n{{#severity}}\nb", 3, "Unclosed section"],
    ["an unclosed tag", "a\nb\n{{severity", 3, "Unclosed tag"],
    ["a section nobody opened", "a\n{{/severity}}", 2, "Unopened section"],
    ["a value we do not have", "a\n\n{{commandr}}", 3, "{{commandr}} came; expected one of"],
    ["an unknown value in a section", "{{#severity}}\n{{x}}\n{{/severity}}", 2, "{{x}} came"],
    ["an inherited name", "{{constructor.name}}", 1, "{{constructor.name}} came"],
    ["another template in it", "a\n{{> card}}", 2, "cannot include"],
    ["a mention", "hello\n@octo-org/everyone", 2, "a mention came"],
    ["a live command", "x\n/resolve", 2, "starts with a slash"],
    ["a comment that hides", "<!-- x -->", 1, "an HTML comment came"],
    ["broken delimiters", "{{=<%=}}", 1, "Invalid tags"],
    ["a novel", "x".repeat(20_001), 1, "at most 20000"],
  ])("%s", (_, text, line, problem) => {
    const found = checkTemplate({ name: "severity", text, builtIn: "{{severity}}" });
    expect(found).toMatchObject({ template: "severity", line });
    expect(found?.problem).toContain(problem);
  });

  test("and leaves ours in place, while a sound one is used", () => {
    const { templates: complete, problems } = completeTemplates(templates, {
      card: "{{broken",
      pointer: "Look [here]({{cardUrl}})",
    });
    expect(complete.card).toBe(templates.card);
    expect(complete.pointer).toBe("Look [here]({{cardUrl}})");
    expect(problems.map(({ template }) => template)).toEqual(["card"]);
  });

  test("ours are sound", () => {
    expect(completeTemplates(templates, templates).problems).toEqual([]);
  });
});
