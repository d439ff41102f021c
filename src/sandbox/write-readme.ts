import { readFileSync, writeFileSync } from "node:fs";
import { generatedReadme } from "./readme-parts.ts";

/** Writes what the README shows of the code into it: `npm run readme`. */
const readme = new URL("../../README.md", import.meta.url);
writeFileSync(readme, generatedReadme(readFileSync(readme, "utf8")));
