import fc from "fast-check";
import { type StampKind, stamp } from "../../../src/core/incident/stamp.ts";
import { hostileText } from "./hostile-text.ts";

export const text = hostileText;
export const yesOrNo = fc.boolean();
export const instant = fc
  .integer({ min: 0, max: 100_000 })
  .map((minute) => `${new Date(Date.UTC(2026, 7, 1, 0, minute)).toISOString().slice(0, 19)}Z`);
export const id = fc.integer({ min: 0, max: 9_000_000_000 });
export const anyStamp = fc
  .tuple(instant, fc.constantFrom<StampKind>("i", "e", "c", "m", "t"), id, fc.nat({ max: 90 }))
  .map(([at, kind, number, line]) => stamp({ at, kind, id: number, line }));
export const login = fc.string({ minLength: 1, maxLength: 39 });
