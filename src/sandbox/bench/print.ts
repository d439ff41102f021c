import { styleText } from "node:util";
import type { Figure, Section } from "./figure.ts";

export interface Measured {
  readonly section: Section;
  readonly figures: readonly Figure[];
  readonly seconds: number;
}

/** One table for people: what, how much, what is promised, whether it is kept. */
export function tableOf(measured: readonly Measured[]): string {
  const rows = measured.flatMap(({ figures }) => figures.map(cells));
  const widths = [0, 1, 2].map((at) => Math.max(...rows.map((row) => (row[at] ?? "").length)));
  const blocks = measured.map(({ section, figures, seconds }) => {
    const head = `${styleText("bold", section.title)} ${dim(`(${section.name}, ${seconds} s)`)}`;
    return [head, ...figures.flatMap((figure) => lines(figure, widths))].join("\n");
  });
  return blocks.join("\n\n");
}

/** The same for machines. */
export function jsonOf(measured: readonly Measured[], machine: object): string {
  const sections = measured.map(({ section, figures, seconds }) => ({
    name: section.name,
    title: section.title,
    seconds,
    figures,
  }));
  return JSON.stringify({ machine, sections }, undefined, 2);
}

function cells({ what, value, unit, target }: Figure): readonly [string, string, string] {
  return [what, `${shown(value)} ${unit}`.trimEnd(), target?.says ?? ""];
}

function lines(figure: Figure, widths: readonly number[]): readonly string[] {
  const [what, value, target] = cells(figure);
  const [first = 0, second = 0, third = 0] = widths;
  const line = `  ${what.padEnd(first)}  ${value.padStart(second)}  ${target.padEnd(third)}`;
  const why = isMissed(figure) ? (figure.why ?? []) : [];
  return [
    `${line} ${mark(figure)} ${dim(figure.aside ?? "")}`.trimEnd(),
    ...why.map((one) => dim(`      ${one}`)),
  ];
}

function mark({ target }: Figure): string {
  if (target === undefined) return " ";
  return target.met ? styleText("green", "✓") : styleText("red", "✗");
}

export function isMissed({ target }: Figure): boolean {
  return target?.met === false;
}

function shown(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-US");
  return value < 10 ? value.toFixed(2) : Math.round(value).toLocaleString("en-US");
}

function dim(text: string): string {
  return text === "" ? "" : styleText("dim", text);
}
