import { expect, test } from "vitest";
import { keysOf } from "@/contract/live";

test("an event of a campaign makes all that hangs under it stale", () => {
  expect(keysOf({ topic: "campaign:42" })).toEqual([["campaign", "42"], ["campaigns"]]);
  expect(keysOf({ topic: "queue:42" })).toContainEqual(["deliveries"]);
  expect(keysOf({ topic: "notifications" })).toEqual([["notifications"]]);
});
