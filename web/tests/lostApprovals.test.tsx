import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Brand, Overview } from "@/contract/types";
import { BrandKitForm } from "@/identity/BrandKitForm";
import { ProgressPanel } from "@/launch/ProgressPanel";
import { readableDays } from "@/ui/format";
import { requesting } from "@/ui/requesting";
import { show } from "./screen";

const brand = {
  id: "b1",
  name: "Northwind",
  colors: ["#2b1d14"],
  fonts: [],
  requiredWords: [],
  bannedWords: [],
} as unknown as Brand;
const lost = ["Spring news", "Reminder"].map((title, index) => ({
  kind: "mailing",
  id: `m${index}`,
  title,
  campaignId: "k1",
  campaignName: "Aurora",
}));

test("saving a brand kit says first which approved e-mails need another approval, and offers to request it", async () => {
  const { user, calls } = await show(<BrandKitForm brand={brand} readOnly={false} picture={() => null} />, "/", {
    "POST /api/approvals/preview": { items: lost },
    "PATCH /api/brands/b1": brand,
  });
  const name = await screen.findByLabelText("Name");
  await user.type(name, " Bikes");
  await user.click(screen.getByRole("button", { name: "Save" }));
  const dialog = within(await screen.findByRole("dialog", { name: "2 approved e-mails will need approval again" }));
  dialog.getByText(/“Spring news” in Aurora and “Reminder” in Aurora don’t go out/);
  expect(calls.some(({ what }) => what.startsWith("PATCH"))).toBe(false);
  expect(calls.find(({ what }) => what === "POST /api/approvals/preview")?.body).toMatchObject({
    operation: "changeBrand",
    arguments: { id: "b1", name: "Northwind Bikes" },
  });
  await user.click(dialog.getByRole("button", { name: "Save anyway" }));
  await screen.findByText("Brand kit saved.");
  await user.click(await screen.findByRole("button", { name: "Request approval" }));
  expect(requesting.get()).toBe("k1");
  requesting.set(undefined);
});

test("a change that costs nothing is saved without a question", async () => {
  const { user, calls } = await show(<BrandKitForm brand={brand} readOnly={false} picture={() => null} />, "/", {
    "POST /api/approvals/preview": { items: [] },
    "PATCH /api/brands/b1": brand,
  });
  await user.type(await screen.findByLabelText("Name"), " Bikes");
  await user.click(screen.getByRole("button", { name: "Save" }));
  await waitFor(() => expect(calls.some(({ what }) => what.startsWith("PATCH"))).toBe(true));
  await screen.findByText("Brand kit saved.");
  expect(screen.queryByRole("button", { name: "Request approval" })).toBeNull();
});

test("nothing is said to be sent before the first item is", async () => {
  const at = "2026-11-23T09:00:00Z";
  const done = (name: string, state = "done") => ({ name, state, startedAt: at, finishedAt: at, error: null });
  const steps = [done("validate"), done("schedule"), done("publish"), done("monitor", "running")];
  const panel = (byState: Record<string, number>, nextDue: string | null) => (
    <ProgressPanel
      campaignId="c1"
      zone="Europe/Berlin"
      workflow={{ steps } as unknown as Overview["workflow"]}
      deliveries={{ byState, rows: "" } as unknown as Overview["deliveries"]}
      nextDue={nextDue}
    />
  );
  const { unmount } = await show(panel({ planned: 3 }, "2026-11-24T08:00:00Z"));
  await screen.findByText("First: Tue, Nov 24, 9:00 AM");
  screen.getByText("After the first item");
  unmount();
  await show(panel({ confirmed: 3 }, null));
  await screen.findByText("Everything is sent");
});

test("a day in an objective is written as people write it", () => {
  expect(readableDays("120 sign-ups by 2027-01-31")).toBe("120 sign-ups by Jan 31, 2027");
  expect(readableDays("Order 1234-56-78")).toBe("Order 1234-56-78");
});
