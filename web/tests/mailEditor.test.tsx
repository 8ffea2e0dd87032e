import { useForm } from "@mantine/form";
import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { LayoutText } from "@/email/LayoutText";
import { MailingRecipients } from "@/email/MailingRecipients";
import type { MailingValues } from "@/email/mailingValues";
import { show } from "./screen";

const mjml = "<mjml><mj-body><mj-text><p>One</p></mj-text><mj-text><p>Two</p></mj-text></mj-body></mjml>";

function Layout() {
  return <LayoutText mjml={mjml} onChange={() => undefined} readOnly={false} linkTags={undefined} />;
}

test("a layout has one toolbar, for the text that is focused", async () => {
  const { user } = await show(<Layout />);
  const second = await screen.findByRole("textbox", { name: "Text 2" });
  expect((await screen.findAllByRole("toolbar")).map((bar) => bar.getAttribute("aria-label"))).toEqual([
    "Format Text 1",
  ]);
  await user.click(second);
  second.focus();
  await waitFor(() => expect(screen.getByRole("toolbar", { name: "Format Text 2" })).toBeTruthy());
  expect(screen.getAllByRole("toolbar")).toHaveLength(1);
  expect(within(screen.getByRole("toolbar")).getByRole("button", { name: "Bold" })).toBeTruthy();
});

function Recipients({ to }: { to: string }) {
  const form = useForm({ initialValues: { to: "list", segmentId: null, recipients: to } as MailingValues });
  return <MailingRecipients form={form} readOnly={false} segments={() => <p>Segments</p>} />;
}

test("an e-mail that goes only to its maker says so, with the way to a segment", async () => {
  const { user } = await show(<Recipients to="Mara Ortiz <Mara@example.org>" />);
  expect(await screen.findByText("Goes only to you (Mara Ortiz)")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Choose a segment" }));
  expect(await screen.findByText("Segments")).toBeTruthy();
  expect(screen.queryByText("Goes only to you (Mara Ortiz)")).toBeNull();
});

test("an e-mail to others too doesn't say that it goes only to its maker", async () => {
  await show(<Recipients to={"mara@example.org\nann@example.org"} />);
  expect(await screen.findByText("2 recipients")).toBeTruthy();
  expect(screen.queryByText(/Goes only to you/)).toBeNull();
});
