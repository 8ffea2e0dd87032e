import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { queryClient } from "@/contract/queries";
import { AddCredential } from "@/identity/AddCredential";
import { ChecklistPanel } from "@/start/ChecklistPanel";
import { TestInbox } from "@/ui/TestInbox";
import { Refused, show } from "./screen";

const failed = {
  connected: true,
  credentialId: "c1",
  lastTest: { ok: false, at: "2026-11-23T09:30:00Z", detail: "535 wrong password", workedAt: "2026-11-20T08:00:00Z" },
};

function Form() {
  return <AddCredential kind="smtp" close={() => undefined} />;
}

test("a mail server that refuses the sign-in is not saved, and the field is named; it can be saved anyway", async () => {
  const { user, calls } = await show(<Form />, "/", {
    "POST /api/credentials": ({ body }: { body: { test?: boolean } }) =>
      body.test
        ? new Refused(422, {
            code: "connection_failed",
            detail: "The server refused the user name or the password: 535 no",
            errors: { "settings.username": "The server refused the user name or the password: 535 no" },
          })
        : { id: "c1" },
    "POST /api/credentials/c1/test": { ok: false, detail: "535 no" },
  });
  await user.type(await screen.findByLabelText("Host"), "smtp.example.org");
  await user.type(screen.getByLabelText("User name"), "ada");
  await user.click(screen.getByRole("button", { name: "Test and save" }));
  expect(await screen.findByText(/refused the user name or the password/)).toBeTruthy();
  expect(screen.getByLabelText("User name").getAttribute("aria-invalid")).toBe("true");
  await user.click(screen.getByRole("button", { name: "Save anyway" }));
  expect(await screen.findByText("Mail server saved. E-mails wait until it works.")).toBeTruthy();
  expect(calls.map(({ what }) => what)).toContain("POST /api/credentials/c1/test");
});

test("a failed test of the mail server is shown wherever e-mails are, with when it last worked", async () => {
  queryClient.clear();
  await show(<TestInbox />, "/", { "GET /api/email/server": failed });
  expect(await screen.findByText("The mail server failed its last test")).toBeTruthy();
  expect(
    screen.getByText("535 wrong password. Tested Mon, Nov 23, 10:30 AM. It last worked Fri, Nov 20, 9:00 AM."),
  ).toBeTruthy();
  expect(screen.getByRole("button", { name: "Test again" })).toBeTruthy();
});

test("the checklist says that the mail server failed beside the sender", async () => {
  queryClient.clear();
  await show(<ChecklistPanel />, "/", {
    "GET /api/email/server": failed,
    "GET /api/start": {
      tasks: [
        { name: "sender", done: true, detail: "hello@example.org" },
        { name: "launch", done: false },
      ],
      done: 1,
      hidden: false,
      empty: false,
    },
  });
  expect(await screen.findByText(/failed its last test/)).toBeTruthy();
});
