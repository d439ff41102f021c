import { setFlagsFromString } from "node:v8";

/**
 * Keeps V8 from compiling PGlite's WebAssembly a second time for speed: that takes 500 to 600 MB
 * for a moment, and its queries are few. Each takes about 0.2 ms longer (`npm run bench -- memory`).
 * To be called before PGlite is loaded.
 */
export function calmWasm(): void {
  setFlagsFromString("--no-wasm-dynamic-tiering");
  setFlagsFromString("--no-wasm-tier-up");
}
