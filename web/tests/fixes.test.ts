import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fixes } from "@/app/fixes";
import { router } from "@/app/routes";
import type { Check } from "@/contract/types";
import { callsItself, isForReaders, placeOfFix } from "@/ui/fixes";

/** Every operation that a check of the server names as its fix; the server's tests write the list. */
const operations: string[] = JSON.parse(readFileSync(join(import.meta.dirname, "../../contract/fixes.json"), "utf8"));
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

const id = "00000000-0000-7000-8000-000000000000";
const aboutSomething = { subject: { kind: "post", id } } as Partial<Check>;

test("every fix that the server names leads to a screen that exists, or is done by its button", () => {
  expect(operations.length).toBeGreaterThan(20);
  const pages = Object.keys(router.routesByPath);
  const missing = operations.filter((operation) => {
    if (fixes.operations[operation]?.apply) return false;
    const places = [check(operation), check(operation, aboutSomething)].map((one) => placeOfFix(fixes, campaign, one));
    return !places.every((place) => place && pages.includes(place.to as string));
  });
  expect(missing).toEqual([]);
});

test("every place that a room names is a page with its parameters", () => {
  const places = Object.values(fixes.operations).flatMap(({ place }) => [
    place?.({ campaignId: "c1", path: "/api/x", subjectId: undefined }),
    place?.({ campaignId: "c1", path: "/api/x", subjectId: id }),
  ]);
  const broken = places.filter((place) => {
    if (!place) return false;
    const parameters = [...(place.to as string).matchAll(/\$(\w+)/g)].map(([, name = ""]) => name);
    return !(place.to in router.routesByPath) || parameters.some((name) => !place.params?.[name]);
  });
  expect(broken).toEqual([]);
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
