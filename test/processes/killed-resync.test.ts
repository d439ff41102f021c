import { expect, test } from "vitest";
import { until } from "../support/until.ts";
import { armKnife } from "./knife.ts";
import { onStage } from "./stage.ts";
import { embedded } from "./storage.ts";

const storages = await embedded();
const list = /^\/app\/hook\/deliveries/;

test(
  "a process killed in its resync does not keep the next one from a resync of its own",
  () =>
    onStage(storages, async (stage) => {
      const { sandbox } = stage;
      const first = stage.startBeside();
      const at = { call: 1, cut: "not applied", only: list } as const;
      await armKnife(sandbox, at, () => first.signal("SIGKILL")).fallen;
      await first.ended;
      const before = sandbox.github.requests.length;
      await stage.start();
      const asked = () => sandbox.github.requests.slice(before).some(({ path }) => list.test(path));
      await until(asked, 60_000);
      expect(asked()).toBe(true);
    }),
  120_000,
);
