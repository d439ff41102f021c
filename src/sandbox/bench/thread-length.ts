import type { Section } from "./figure.ts";
export const threadLength: Section = { name: "thread-length", title: "thread-length", measure: async () => [] };
