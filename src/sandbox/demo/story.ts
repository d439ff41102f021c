import type { Scene } from "./scene.ts";
import { calling, keepingTime } from "./scenes/clock.ts";
import { declaring, organizing } from "./scenes/declaring.ts";
import { ending } from "./scenes/ending.ts";
import { learning } from "./scenes/learning.ts";
import { undoing } from "./scenes/undoing.ts";

/** The incident as it is played, from the label to the last promise kept. */
export const story: readonly Scene[] = [
  ...declaring,
  ...calling,
  ...organizing,
  ...undoing,
  ...keepingTime,
  ...ending,
  ...learning,
];
