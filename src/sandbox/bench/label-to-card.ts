import type { Section } from "./figure.ts";
export const labelToCard: Section = { name: "label-to-card", title: "label-to-card", measure: async () => [] };
