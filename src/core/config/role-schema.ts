import { z } from "zod";
import { line, listOf, mapOf, says, textLike } from "./expectation.ts";

export const roleName = textLike(
  /^[a-z][a-z0-9-]{0,29}(?: [a-z0-9-]{1,30}){0,3}$/,
  "a role name in small letters",
  "customer liaison",
);

const duties = listOf(line("answers stakeholders"), 20, "[answers stakeholders]");

export const roles = z
  .record(
    roleName,
    mapOf({ duties: duties.meta({ description: "What the holder does" }) }, "duties: []"),
    says("a map from role names to their duties", "scribe: { duties: [keeps the timeline] }"),
  )
  .meta({ description: "Duties of the built-in roles, and roles of your own" });
