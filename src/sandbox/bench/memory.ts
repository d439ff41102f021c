import type { Section } from "./figure.ts";
export const residentMemory: Section = { name: "memory", title: "memory", measure: async () => [] };
