import { z } from "zod";
import type { QuietHours } from "./config.ts";
import { says, textLike } from "./expectation.ts";

const timeOfDay = "(?:[01]?\\d|2[0-3]):[0-5]\\d";
const range = `${timeOfDay}-${timeOfDay}`;

/** Hours of the day in which nobody is reminded. YAML 1.2 reads them as text without quotes. */
export const quietHours = hoursOr(["none"], {
  expected: 'two different times of day such as 20:00-08:00, or "none"',
  example: "20:00-08:00",
}).meta({
  description:
    "When nobody is reminded, in the timezone; severities with an update cadence do not wait " +
    "(default 20:00-08:00)",
});

/** Hours of the day in which somebody is paged. */
export const hours = hoursOr([], {
  expected: "two different times of day such as 08:00-20:00",
  example: "08:00-20:00",
}).meta({ description: "When this level is paged at all, in the timezone (default: at any time)" });

interface Words {
  readonly expected: string;
  readonly example: string;
}

function hoursOr<const Word extends string>(words: readonly Word[], { expected, example }: Words) {
  const pattern = new RegExp(`^(?:${[...words, range].join("|")})$`);
  return textLike(pattern, expected, example).transform((text, context): QuietHours | Word => {
    const word = words.find((other) => other === text);
    if (word !== undefined) return word;
    const [from = 0, to = 0] = text.split("-").map(minutesOf);
    if (from !== to) return { from, to };
    context.issues.push({ code: "custom", message: says(expected, example).error, input: text });
    return z.NEVER;
  });
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
