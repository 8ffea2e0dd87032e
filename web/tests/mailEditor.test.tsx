import { useForm } from "@mantine/form";
import { screen, waitFor, within } from "@testing-library/react";
import { useState } from "react";
import { expect, test } from "vitest";
import type { Mailing } from "@/contract/types";
import { LayoutText } from "@/email/LayoutText";
import { MailingRecipients } from "@/email/MailingRecipients";
import { detailsOf, type MailingValues } from "@/email/mailingValues";
import { show } from "./screen";

const mjml = "<mjml><mj-body><mj-text><p>One</p></mj-text><mj-text><p>Two</p></mj-text></mj-body></mjml>";

function Layout() {
  return <LayoutText mjml={mjml} onChange={() => undefined} readOnly={false} linkTags={undefined} />;
}

test("a layout has one toolbar, for the text that is focused", async () => {
  const { user } = await show(<Layout />);
  const second = await screen.findByRole("textbox", { name: "Text: Two" });
  expect((await screen.findAllByRole("toolbar")).map((bar) => bar.getAttribute("aria-label"))).toEqual([
    "Format Text: One",
  ]);
  await user.click(second);
  second.focus();
  await waitFor(() => expect(screen.getByRole("toolbar", { name: "Format Text: Two" })).toBeTruthy());
  expect(screen.getAllByRole("toolbar")).toHaveLength(1);
  expect(within(screen.getByRole("toolbar")).getByRole("button", { name: "Bold" })).toBeTruthy();
});

const layout = [
  "<mjml><mj-body>",
  '<mj-section><mj-column><mj-text align="center"><h1>Aurora is here</h1></mj-text></mj-column></mj-section>',
  '<mj-section><mj-column><mj-text color="#111"><p>We spent three years taking noise away, and it shows.</p></mj-text>',
  '<mj-button background-color="#123" href="https://example.org/a">Try it</mj-button></mj-column></mj-section>',
  "</mj-body></mjml>",
].join("\n");

function Editable({ changed }: { changed: (mjml: string) => void }) {
  const [mjml, setMjml] = useState(layout);
  changed(mjml);
  return <LayoutText mjml={mjml} onChange={setMjml} readOnly={false} linkTags={undefined} />;
}

const shownPieces = () =>
  screen
    .getAllByRole("button", { name: /^More for / })
    .map((button) => button.getAttribute("aria-label")?.replace("More for ", ""));

test("the pieces of a layout are named by what they are and say, and can be moved, repeated, removed and added", async () => {
  let mjml = "";
  const { user } = await show(<Editable changed={(now) => (mjml = now)} />);
  const long = "Text: We spent three years taking noise…";
  await screen.findByRole("textbox", { name: "Heading: Aurora is here" });
  expect(shownPieces()).toEqual(["Heading: Aurora is here", long, "Button: Try it"]);

  await user.click(screen.getByRole("button", { name: "Move up: Button: Try it" }));
  expect(shownPieces()).toEqual(["Heading: Aurora is here", "Button: Try it", long]);
  await waitFor(() => expect(document.activeElement?.getAttribute("aria-label")).toBe("Move up: Button: Try it"));

  await user.click(screen.getByRole("button", { name: "More for Button: Try it" }));
  await user.click(await screen.findByRole("menuitem", { name: "Duplicate" }));
  expect(shownPieces()).toEqual(["Heading: Aurora is here", "Button: Try it", "Button: Try it (2)", long]);

  await user.click(screen.getByRole("button", { name: "More for Heading: Aurora is here" }));
  await user.click(await screen.findByRole("menuitem", { name: "Remove" }));
  expect(shownPieces()).toEqual(["Button: Try it", "Button: Try it (2)", long]);
  expect(mjml.match(/<mj-section>/g)).toHaveLength(1);

  await user.click(screen.getByRole("button", { name: "Add" }));
  await user.click(await screen.findByRole("menuitem", { name: "Add button" }));
  expect(shownPieces().at(-1)).toBe("Button: Read more");
  expect(mjml).toContain('<mj-button background-color="#123" href="">Read more</mj-button></mj-column>');
});

function Recipients({ to }: { to: string }) {
  const form = useForm({ initialValues: { to: "list", segmentId: null, recipients: to } as MailingValues });
  return <MailingRecipients form={form} mailing={undefined} readOnly={false} segments={() => <p>Segments</p>} />;
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

const scheduled = {
  id: "m1",
  subject: "News",
  from: { email: "mara@example.org" },
  segmentId: null,
  recipients: [{ email: "mara@example.org", name: "Mara Ortiz" }],
  scheduledFor: "2099-11-24T08:00:00Z",
} as unknown as Mailing;

function Choosing({ sent }: { sent: (details: unknown) => void }) {
  const form = useForm({
    initialValues: { to: "list", segmentId: null, recipients: "mara@example.org" } as MailingValues,
  });
  sent(detailsOf({ ...form.values, name: "", subject: "", fromName: "" }, scheduled));
  return (
    <MailingRecipients
      form={form}
      mailing={scheduled}
      readOnly={false}
      segments={({ onChange }) => (
        <button type="button" onClick={() => onChange("s1")}>
          Customers
        </button>
      )}
    />
  );
}

test("a scheduled e-mail keeps its recipients until others are chosen", async () => {
  let sent: unknown;
  const { user } = await show(<Choosing sent={(details) => (sent = details)} />);
  await user.click(await screen.findByRole("button", { name: "Choose a segment" }));
  await screen.findByText(/it still goes to mara@example.org until you choose a segment/);
  expect(sent).toMatchObject({ segmentId: null, recipients: [{ email: "mara@example.org", name: "Mara Ortiz" }] });
  await user.click(screen.getByRole("button", { name: "Customers" }));
  await waitFor(() => expect(screen.queryByText(/it still goes to/)).toBeNull());
  expect(sent).toMatchObject({ segmentId: "s1", recipients: null });
});
