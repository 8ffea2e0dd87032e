import { act, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { Members } from "@/identity/Members";
import { CountdownHost, showCountdown, useCountingDown } from "@/ui/countdown";
import { Status } from "@/ui/status";
import { show } from "./screen";

function Shown() {
  return useCountingDown("c1") ? <Status value="publishing" label="Launching…" /> : <Status value="running" />;
}

function Campaign() {
  return (
    <>
      <Shown />
      <CountdownHost />
    </>
  );
}

test("a campaign does not say that it runs while its launch can be undone", async () => {
  const { user } = await show(<Campaign />);
  await screen.findByText("Running");
  act(() => showCountdown({ title: "Launching “Aurora”.", about: "c1", seconds: 10, undo: () => undefined }));
  await screen.findByText("Launching…");
  await user.click(screen.getByRole("button", { name: /Undo/ }));
  await screen.findByText("Running");
});

test("members and the team say what they are for, and lead to each other", async () => {
  await show(<Members />, "/members", { "GET /api/members": { items: [], invitations: [] } });
  await screen.findByRole("heading", { name: "Members and roles" });
  screen.getByText(/Who can sign in to Northwind, and what they may do/);
  expect(screen.getByRole("link", { name: "Team planning" }).getAttribute("href")).toBe("/team");
});
