import { describe, expect, test } from "vitest";
import { looksLikeTime, readDate, readFuture, readInstant } from "../../../src/core/thread/when.ts";

function said(at: string, timezone = "UTC") {
  return { at, timezone, by: "jane" };
}
const noon = said("2026-08-01T12:00:00Z");
const berlin = said("2026-08-01T12:00:00Z", "Europe/Berlin");

describe("when something happened", () => {
  test.each([
    { text: "09:30", at: "2026-08-01T09:30:00Z" },
    { text: "9:30", at: "2026-08-01T09:30:00Z" },
    { text: "12:00", at: "2026-08-01T12:00:00Z" },
    { text: "12:01", at: "2026-07-31T12:01:00Z" },
    { text: "2026-08-01T09:30Z", at: "2026-08-01T09:30:00Z" },
    { text: "2026-08-01t09:30:15z", at: "2026-08-01T09:30:15Z" },
    { text: "2026-08-01T09:30:15.123Z", at: "2026-08-01T09:30:15Z" },
    { text: "2026-08-01T09:30+02:00", at: "2026-08-01T07:30:00Z" },
    { text: "2026-08-01T05:30-0530", at: "2026-08-01T11:00:00Z" },
    { text: "2026-08-01 09:30", at: "2026-08-01T09:30:00Z" },
    { text: "2026-08-01 09:30 UTC", at: "2026-08-01T09:30:00Z" },
    { text: "-15m", at: "2026-08-01T11:45:00Z" },
    { text: "\u201315m", at: "2026-08-01T11:45:00Z" },
    { text: "\u221215m", at: "2026-08-01T11:45:00Z" },
    { text: "15m ago", at: "2026-08-01T11:45:00Z" },
    { text: "2h\u00a0ago", at: "2026-08-01T10:00:00Z" },
    { text: " 1h30m AGO ", at: "2026-08-01T10:30:00Z" },
    { text: "2d ago", at: "2026-07-30T12:00:00Z" },
    { text: "2028-02-29T00:00Z", at: "2028-02-29T00:00:00Z", on: "2028-03-01T00:00:00Z" },
  ])("$text", ({ text, at, on = noon.at }) => {
    expect(readInstant(text, said(on))).toBe(at);
  });

  test.each([
    ...["", "now", "soon", "2022-09/09", "2026-08-01", "09", "0930", "9.30", "24:00", "09:60"],
    ...["9:3", "15m", "ago", "-", "--15m", "-15", "-m", "-15m ago", "09:30 ago", "1e3m ago"],
    ...["2026-02-30T09:30Z", "2026-13-01T09:30Z", "2026-8-1 9:30", "01.08.2026 09:30"],
    ...["2026-08-01T09:30+25:00", "2026-08-01T09:30 CET", "2026-08-01T09:30Z or so"],
    ...["1999-12-31T23:59Z", "10000-01-01T00:00Z", "-999999w", "\uff11\uff12:00", "09:30\n10:30"],
    ...["2026-08-01T12:00:01Z", "2027-01-01 00:00", "1".repeat(60_000), "1:".repeat(30_000)],
  ])("%j is refused", (text) => {
    expect(readInstant(text, noon)).toMatchObject({ problem: expect.any(String) });
  });

  test("a length alone says how to mean the past", () => {
    expect(readInstant("15m", noon)).toEqual({
      problem: '-15m or "15m ago" for something that happened',
    });
  });
});

describe("a time without a zone is one of the configured zone", () => {
  test.each([
    { text: "13:30", where: berlin, at: "2026-08-01T11:30:00Z" },
    { text: "14:30", where: berlin, at: "2026-07-31T12:30:00Z" },
    { text: "2026-08-01 09:30", where: berlin, at: "2026-08-01T07:30:00Z" },
    { text: "2026-01-15 09:30", where: berlin, at: "2026-01-15T08:30:00Z" },
    {
      text: "23:50",
      where: said("2026-08-01T22:10:00Z", "Europe/Berlin"),
      at: "2026-08-01T21:50:00Z",
    },
    {
      text: "00:05",
      where: said("2026-08-01T22:10:00Z", "Europe/Berlin"),
      at: "2026-08-01T22:05:00Z",
    },
    {
      text: "09:30",
      where: said("2026-08-01T12:00:00Z", "Asia/Kathmandu"),
      at: "2026-08-01T03:45:00Z",
    },
    {
      text: "09:30",
      where: said("2026-08-01T12:00:00Z", "Pacific/Kiritimati"),
      at: "2026-07-31T19:30:00Z",
    },
    {
      text: "09:30",
      where: said("2026-08-01T12:00:00Z", "Nowhere/Else"),
      at: "2026-08-01T09:30:00Z",
    },
  ])("$text in $where.timezone", ({ text, where, at }) => {
    expect(readInstant(text, where)).toBe(at);
  });
});

describe("where clocks are put forward", () => {
  const after = said("2026-03-29T02:00:00Z", "Europe/Berlin");
  test.each(["02:30", "2026-03-29 02:30"])("%s does not exist and is refused", (text) => {
    expect(readInstant(text, after)).toMatchObject({ problem: expect.any(String) });
  });
  test("the day before it still does", () => {
    expect(readInstant("2026-03-28 02:30", after)).toBe("2026-03-28T01:30:00Z");
    expect(readInstant("02:30", said("2026-03-29T00:30:00Z", "Europe/Berlin"))).toBe(
      "2026-03-28T01:30:00Z",
    );
  });
  test("the hours beside it are right", () => {
    expect(readInstant("01:59", after)).toBe("2026-03-29T00:59:00Z");
    expect(readInstant("03:00", after)).toBe("2026-03-29T01:00:00Z");
  });
  test("in the half hour of Lord Howe too", () => {
    const there = said("2026-10-03T20:00:00Z", "Australia/Lord_Howe");
    expect(readInstant("02:15", there)).toMatchObject({ problem: expect.any(String) });
    expect(readInstant("02:30", there)).toBe("2026-10-03T15:30:00Z");
  });
});

describe("where clocks are put back", () => {
  const zone = "Europe/Berlin";
  test.each([
    { on: "2026-10-25T03:00:00Z", at: "2026-10-25T01:30:00Z" },
    { on: "2026-10-25T01:30:00Z", at: "2026-10-25T01:30:00Z" },
    { on: "2026-10-25T01:00:00Z", at: "2026-10-25T00:30:00Z" },
  ])("02:30 said at $on is the latest that has been", ({ on, at }) => {
    expect(readInstant("02:30", said(on, zone))).toBe(at);
  });
  test("with a date it is ambiguous and refused", () => {
    expect(readInstant("2026-10-25 02:30", said("2026-10-25T03:00:00Z", zone))).toEqual({
      problem: "a time with its zone: clocks showed 2026-10-25 02:30 twice",
    });
  });
  test("the next one is the first of the two", () => {
    expect(readFuture("02:30", said("2026-10-25T00:00:00Z", zone))).toBe("2026-10-25T00:30:00Z");
    expect(readFuture("02:30", said("2026-10-25T00:30:00Z", zone))).toBe("2026-10-25T01:30:00Z");
  });
});

describe("when something is to happen", () => {
  test.each([
    { text: "30m", at: "2026-08-01T12:30:00Z" },
    { text: "in 30m", at: "2026-08-01T12:30:00Z" },
    { text: "+2h", at: "2026-08-01T14:00:00Z" },
    { text: "14:45", at: "2026-08-01T14:45:00Z" },
    { text: "12:00", at: "2026-08-02T12:00:00Z" },
    { text: "09:30", at: "2026-08-02T09:30:00Z" },
    { text: "2026-08-01T14:45Z", at: "2026-08-01T14:45:00Z" },
  ])("$text", ({ text, at }) => {
    expect(readFuture(text, noon)).toBe(at);
  });

  test.each([
    "",
    "0m",
    "-30m",
    "30m ago",
    "2026-08-01T11:59Z",
    "2101-01-01T00:00Z",
    "999999w",
    "soon",
  ])("%j is refused", (text) => {
    expect(readFuture(text, noon)).toMatchObject({ problem: expect.any(String) });
  });

  test("a time that clocks leave out is refused", () => {
    expect(readFuture("02:30", said("2026-03-29T00:30:00Z", "Europe/Berlin"))).toMatchObject({
      problem: expect.any(String),
    });
  });
});

describe("the day something is due", () => {
  test.each([
    { text: "2026-08-15", date: "2026-08-15" },
    { text: "2026-08-01", date: "2026-08-01" },
    { text: "5d", date: "2026-08-06" },
    { text: "2w", date: "2026-08-15" },
    { text: "31d", date: "2026-09-01" },
  ])("$text", ({ text, date }) => {
    expect(readDate(text, noon)).toBe(date);
  });

  test("counts from the day in the configured zone", () => {
    const late = said("2026-08-01T22:30:00Z", "Europe/Berlin");
    expect(readDate("1d", late)).toBe("2026-08-03");
    expect(readDate("2026-08-01", late)).toMatchObject({ problem: expect.any(String) });
  });

  test.each([
    ...["", "2026-07-31", "2026-02-30", "2026-8-15", "15.08.2026", "2101-01-01", "1999-01-01"],
    ...["5", "5m", "-5d", "tomorrow", "2026-08-15T10:00Z", "0000-00-00"],
  ])("%j is refused", (text) => {
    expect(readDate(text, noon)).toMatchObject({ problem: expect.any(String) });
  });
});

describe("what stands after a bar in a note", () => {
  test.each(["2026-08-01 09:30", "2026/08/01", "09:30", "9:30 pm", "-15m", "15m ago"])(
    "%j is meant as a time",
    (text) => expect(looksLikeTime(text)).toBe(true),
  );
  test.each(["", "down", "200 ok", "2026", "5xx rate", "a 09:30"])("%j is text", (text) =>
    expect(looksLikeTime(text)).toBe(false),
  );
});
