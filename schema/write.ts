import { writeFileSync } from "node:fs";
import { configJsonSchema } from "../src/core/config/schema.ts";

const file = new URL("allclear.schema.json", import.meta.url);
writeFileSync(file, `${JSON.stringify(configJsonSchema(), null, 2)}\n`);
