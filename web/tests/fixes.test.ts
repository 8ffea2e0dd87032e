import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixes } from "@/app/fixes";
import type { Check } from "@/contract/types";
import { callsItself, isForReaders, placeOfFix } from "@/ui/fixes";

const java = join(import.meta.dirname, "../../src/main/java");
const sources = readdirSync(java, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".java"));
/** Every operation that a check of the server names as its fix. */
const operations = [
  ...new Set(
    sources.flatMap((name) =>
      [
        ...readFileSync(join(java, name), "utf8").matchAll(/\bfix\(\s*(?:[^"();]*\?\s*)?"(\w+)"(?:\s*:\s*"(\w+)")?/g),
      ].flatMap(([, one, other]) => [one, other].filter((operation): operation is string => Boolean(operation))),
    ),
  ),
];
const campaign = { id: "c1", phase: "content" };

function check(operation: string, more: Partial<Check> = {}): Check {
  return {
    code: "x",
    severity: "warning",
    title: "",
    reason: "",
    subject: { kind: "campaign", id: null },
    evidence: {},
    fix: { operation, method: "POST", path: "/api/campaigns/c1/approvals/content/request", body: null },
    dismissible: true,
    ...more,
  } as Check;
}

test("every fix that the server names has a screen, or a button that does it", () => {
  expect(operations.length).toBeGreaterThan(20);
  expect(operations.filter((operation) => !placeOfFix(fixes, campaign, check(operation)))).toEqual([]);
});

test("a fix that needs no words is called as it stands, one that needs eyes never is", () => {
  const ready = (operation: string) =>
    callsItself(fixes, check(operation, { fix: { operation, method: "POST", path: "/", body: {} } as Check["fix"] }));
  expect(ready("requestApproval")).toBe(true);
  expect(ready("approveScope")).toBe(false);
  expect(ready("sendMailing")).toBe(false);
});

test("an approval leads to its scope, a check without a fix to what it is about", () => {
  expect(placeOfFix(fixes, campaign, check("requestApproval"))).toMatchObject({
    to: "/campaigns/$campaignId/approvals",
    search: { scope: "content" },
  });
  const about = check("", { fix: null, subject: { kind: "post", id: "p1" } } as Partial<Check>);
  expect(placeOfFix(fixes, campaign, about)).toMatchObject({ label: "Open post", params: { queueId: "p1" } });
});

test("those who may only read are offered what is for reading and deciding", () => {
  expect(isForReaders(fixes, check("approveScope"))).toBe(true);
  expect(isForReaders(fixes, check("readDashboard"))).toBe(true);
  expect(isForReaders(fixes, check("changeCampaign"))).toBe(false);
});
