import { screen, waitFor } from "@testing-library/react";
import { expect, test } from "vitest";
import { layersOf, switched } from "@/app/calendarLayers";
import { dayOf } from "@/ui/format";
import { visit } from "./screen";

const today = dayOf(new Date(), "Europe/Berlin");
const answers = {
  "GET /api/social/calendar": { items: [], unscheduled: [] },
  "GET /api/social/slots": { items: [], timeZone: "Europe/Berlin" },
  "GET /api/tasks": {
    items: [{ id: "t1", title: "Film the teaser", due: today, status: "todo", overdue: false }],
    total: 1,
    limit: 200,
    offset: 0,
  },
  "GET /api/approvals": {
    items: [
      { reviewId: "r1", scope: "content", campaignId: "c1", campaignName: "Spring", deadline: `${today}T12:00:00Z` },
    ],
    total: 1,
  },
  "GET /api/team/absences": {
    items: [
      { memberId: "m1", name: "Mia", from: today, to: today, kind: "vacation", share: 1, holiday: null },
      {
        memberId: "m1",
        name: "Mia",
        from: today,
        to: today,
        kind: "public_holiday",
        share: 1,
        holiday: "Repentance Day",
      },
      {
        memberId: "m2",
        name: "Tom",
        from: today,
        to: today,
        kind: "public_holiday",
        share: 1,
        holiday: "Repentance Day",
      },
    ],
  },
};

test("tasks, reviews and absences are switched on beside posts, and the address keeps that", async () => {
  const { user, calls, router } = await visit("/calendar", answers);
  await user.click(await screen.findByRole("button", { name: "Tasks" }));
  expect((await screen.findAllByRole("link", { name: "Task Film the teaser" })).length).toBeGreaterThan(0);
  expect(calls.map(({ what }) => what)).not.toContain("GET /api/team/absences");
  await user.click(screen.getByRole("button", { name: "Reviews" }));
  expect((await screen.findAllByRole("link", { name: "Review Content of Spring" })).length).toBeGreaterThan(0);
  await user.click(screen.getByRole("button", { name: "Absences" }));
  expect((await screen.findAllByText("Mia: vacation")).length).toBeGreaterThan(0);
  await waitFor(() => expect(router.state.location.search).toEqual({ layers: "items,tasks,reviews,absences" }));
}, 30_000);

test("a public holiday is said once for everyone who has it", async () => {
  await visit("/calendar?layers=absences", answers);
  expect((await screen.findAllByText("Repentance Day: Mia, Tom")).length).toBeGreaterThan(0);
}, 30_000);

test("the address names the layers only where they are not the first ones", () => {
  expect(layersOf(undefined)).toEqual(["items"]);
  expect(switched(["items", "tasks"], "tasks")).toBeUndefined();
  expect(switched(["items"], "items")).toBe("");
  expect(layersOf("")).toEqual([]);
  expect(layersOf("tasks,nothing")).toEqual(["tasks"]);
});
