import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { bundleAction } from "./bundle.ts";

/** `npm run build`: writes `action/dist/`, which is committed. */
const folder = new URL("./dist/", import.meta.url);
const { files } = await bundleAction();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of files) {
  writeFileSync(new URL(name, folder), text);
  process.stdout.write(
    `action/dist/${name}: ${Buffer.byteLength(text).toLocaleString("en-US")} bytes\n`,
  );
}
