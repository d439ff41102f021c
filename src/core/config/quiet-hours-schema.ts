import { z } from "zod";
import type { QuietHours } from "./config.ts";
import { says, textLike } from "./expectation.ts";

const timeOfDay = "(?:[01]?\\d|2[0-3]):[0-5]\\d";
const expected = 'two different times of day such as 20:00-08:00, or "none"';
const example = "20:00-08:00";

/** Hours of the day in which nobody is reminded. YAML 1.2 reads them as text without quotes. */
export const quietHours = textLike(
  new RegExp(`^(?:none|${timeOfDay}-${timeOfDay})$`),
  expected,
  example,
)
  .transform((text, context): QuietHours | "none" => {
    if (text === "none") return text;
    const [from = 0, to = 0] = text.split("-").map(minutesOf);
    if (from !== to) return { from, to };
    context.issues.push({ code: "custom", message: says(expected, example).error, input: text });
    return z.NEVER;
  })
  .meta({
    description:
      "When nobody is reminded, in the timezone; severities with an update cadence do not wait " +
      "(default 20:00-08:00)",
  });

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}
