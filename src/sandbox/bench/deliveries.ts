import type { Section } from "./figure.ts";
export const deliveries: Section = { name: "deliveries", title: "deliveries", measure: async () => [] };
