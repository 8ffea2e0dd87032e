import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Palette } from "@/app/Palette";
import { show } from "./screen";

const suggestion = (kind: string, id: string, title: string, more: object = {}) => ({
  kind,
  id,
  title,
  subtitle: null,
  campaignId: "c1",
  campaignName: "Half the waste",
  status: null,
  channel: null,
  ...more,
});

test("the palette finds items, files and contacts, each with its campaign, channel and state", async () => {
  const { user, calls } = await show(<Palette opened close={() => undefined} />, "/", {
    "GET /api/search/suggest": ({ query }: { query: URLSearchParams }) => ({
      items: query.get("q")
        ? [
            suggestion("mailing", "m1", "Aurora is here", { channel: "email", status: "scheduled" }),
            suggestion("asset", "a1", "aurora.png", { campaignId: null, campaignName: null }),
            suggestion("template", "t1", "Aurora template"),
          ]
        : [suggestion("campaign", "c1", "Half the waste", { campaignName: null })],
    }),
    "GET /api/contacts": { items: [{ id: "p1", firstName: "Aurora", lastName: "Lind", email: "aurora@example.org" }] },
  });
  await screen.findByRole("option", { name: /Half the waste/ });
  await user.type(await screen.findByRole("combobox"), "aurora");
  const mail = await screen.findByRole("option", { name: /Aurora is here/ });
  expect(mail.textContent).toContain("Half the waste");
  expect(mail.textContent).toContain("Scheduled");
  await screen.findByRole("option", { name: /aurora\.png/ });
  await screen.findByRole("option", { name: /Aurora Lind.*aurora@example\.org/ });
  expect(screen.queryByRole("option", { name: /Aurora template/ })).toBeNull();
  expect(calls.find(({ what, query }) => what === "GET /api/contacts" && query.get("q") === "aurora")).toBeTruthy();
});

test("a new item can be created from any page, in one of the campaigns that were changed last", async () => {
  const { user } = await show(<Palette opened close={() => undefined} />, "/", {
    "GET /api/search/suggest": { items: [] },
    "GET /api/contacts": { items: [] },
    "GET /api/campaigns": {
      items: [
        { id: "c1", name: "Half the waste", can: ["schedulePost", "createMailing"] },
        { id: "c2", name: "Old campaign", can: [] },
      ],
    },
  });
  await user.type(await screen.findByRole("combobox"), "new e-mail");
  await screen.findByRole("option", { name: "New e-mail in Half the waste" });
  expect(screen.queryByRole("option", { name: /Old campaign/ })).toBeNull();
});
