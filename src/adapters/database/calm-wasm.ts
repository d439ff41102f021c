import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8 from compiling PGlite's WebAssembly a second time for speed: that takes 500 to 600 MB
 * for a moment (`npm run bench -- memory`), and our queries are few and small. To be called before
 * PGlite starts.
 */
export function calmWasm(): void {
  setFlagsFromString("--no-wasm-dynamic-tiering");
  setFlagsFromString("--no-wasm-tier-up");
}
