import { Refusal } from "./refusal.ts";

/** Characters (UTF-16 code units). GitHub's message names this number; see FACTS.md. */
export const longestBody = 65_536;
export const longestTitle = 256;
export const mostComments = 2_500;

export function checkTitle(title: string): void {
  if (title.trim() === "") {
    throw new Refusal(422, "Validation Failed", [
      { resource: "Issue", code: "missing_field", field: "title" },
    ]);
  }
  if (title.length > longestTitle) {
    throw tooLong("Issue", "title", longestTitle);
  }
}

export function checkBody(resource: string, body: string): void {
  if (body.length > longestBody) throw tooLong(resource, "body", longestBody);
}

function tooLong(resource: string, field: string, most: number): Refusal {
  return new Refusal(422, "Validation Failed", [
    {
      resource,
      code: "custom",
      field,
      message: `${field} is too long (maximum is ${most} characters)`,
    },
  ]);
}
