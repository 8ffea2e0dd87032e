import { useQuery } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { describe, expect, test } from "vitest";
import { EmailDraft } from "@/app/campaign/EmailDraft";
import type { Campaign } from "@/contract/types";
import { creativeQuery } from "@/creative/queries";
import { MailingEditor } from "@/email/MailingEditor";
import { mailingQuery } from "@/email/queries";
import { PostEditor } from "@/social/PostEditor";
import { postQuery } from "@/social/queries";
import { Refused, show } from "./screen";

const campaign = { id: "c1", name: "Aurora", timeZone: "Europe/Berlin", channels: [], can: [] } as unknown as Campaign;
const nothing = () => null;
const creative = {
  id: "t1",
  campaignId: "c1",
  name: "Teaser",
  kind: "email",
  platform: null,
  mode: "manual",
  status: "draft",
  brief: "",
  components: { caption: "Old words" },
  assets: [],
  writer: "person",
  revision: 1,
  version: 1,
  can: ["changeCreative"],
};
const post = {
  queueId: "p1",
  campaignId: "c1",
  platform: "linkedin",
  status: "scheduled",
  title: null,
  text: "Old words",
  assetIds: [],
  altTexts: {},
  link: null,
  thread: [],
  warnings: [],
  scheduledFor: "2099-11-27T08:00:00Z",
  timeZone: "Europe/Berlin",
  version: 1,
  can: ["changePost"],
};
const mailing = {
  id: "m1",
  campaignId: "c1",
  name: "Launch mail",
  subject: "Old words",
  preheader: null,
  from: { name: "Nora", email: "nora@example.org" },
  markdown: "Dear reader",
  mjml: null,
  html: null,
  recipients: [{ email: "ann@example.org" }],
  recipientCount: 1,
  status: "draft",
  version: 1,
  can: ["changeMailing"],
};

function PostOf() {
  const { data } = useQuery(postQuery("c1", "p1"));
  return data ? <PostEditor campaign={campaign} post={data} pictures={nothing} thumb={nothing} /> : null;
}

function MailingOf() {
  const { data } = useQuery(mailingQuery("c1", "m1"));
  return data ? (
    <MailingEditor campaign={campaign} mailing={data} pickers={{ segments: nothing, contacts: nothing }} />
  ) : null;
}

function CreativeOf() {
  const { data } = useQuery(creativeQuery("c1", "t1"));
  return data ? <EmailDraft campaign={campaign} creative={data} source={null} /> : null;
}

/** It saves a moment after typing. */
const soon = { timeout: 10_000 };

interface Case {
  editor: ReactNode;
  path: string;
  thing: Record<string, unknown>;
  /** The label of the field that is changed, and what the server calls it. */
  label: string;
  field: string;
  besides: Record<string, unknown>;
}

const preview = { subject: "Old words", html: "<p>Dear reader</p>", text: "Dear reader", sizeBytes: 20 };
const cases: Record<string, Case> = {
  "a post": {
    editor: <PostOf />,
    path: "/api/social/p1",
    thing: post,
    label: "Text",
    field: "text",
    besides: {
      "GET /api/social/platforms": { items: [] },
      "POST /api/social/validate": { problems: [], platforms: [] },
    },
  },
  "a mailing": {
    editor: <MailingOf />,
    path: "/api/email/m1",
    thing: mailing,
    label: "Subject",
    field: "subject",
    besides: { "POST /api/email/preview": preview, "POST /api/email/m1/validate": { checks: [] } },
  },
  "a creative": {
    editor: <CreativeOf />,
    path: "/api/creatives/t1",
    thing: creative,
    label: "Name",
    field: "name",
    besides: { "POST /api/email/preview": preview },
  },
};

describe.each(Object.entries(cases))("the editor of %s", (_name, { editor, path, thing, label, field, besides }) => {
  const write = `PATCH ${path}`;
  const read = `GET ${path}`;

  test("shows an error of a field at the field", async () => {
    const { user } = await show(editor, "/", {
      ...besides,
      [read]: thing,
      [write]: new Refused(400, { title: "Bad Request", errors: { [field]: "must be shorter" } }),
    });
    const input = await screen.findByRole("textbox", { name: label });
    await user.type(input, " and more");
    await screen.findByText("must be shorter", { selector: "[id$=error]" }, soon);
    expect(input.getAttribute("aria-invalid")).toBe("true");
  });

  test("says that someone else has saved, keeps what was typed and saves it over theirs", async () => {
    let stored = thing;
    const { user, calls } = await show(editor, "/", {
      ...besides,
      [read]: () => stored,
      [write]: ({ body }: { body: { version: number } }) => {
        if (body.version === 2) return { ...stored, version: 3 };
        stored = { ...thing, version: 2 };
        return new Refused(409, { title: "Conflict", code: "version_conflict", detail: "It was changed." });
      },
    });
    const input = (await screen.findByRole("textbox", { name: label })) as HTMLInputElement;
    await user.type(input, " and mine");
    const typed = input.value;
    await screen.findByText("Someone else changed this", {}, soon);
    expect(input.value).toBe(typed);
    await user.click(screen.getByRole("button", { name: "Keep mine and save" }));
    await screen.findByText(/^Saved/, {}, soon);
    const sent = calls.filter(({ what }) => what === write).map(({ body }) => (body as { version: number }).version);
    expect(sent).toEqual([1, 2]);
  });
});

test.each([
  [cases["a post"], "publishPost", "Publish now"],
  [cases["a mailing"], "sendMailing", "Send now"],
] as [Case, string, string][])("what was typed is saved before it goes out: %#", async (one, operation, label) => {
  const { editor, path, thing, besides } = one;
  const { user } = await show(editor, "/", {
    ...besides,
    [`GET ${path}`]: { ...thing, can: [...(thing.can as string[]), operation] },
  });
  const input = await screen.findByRole("textbox", { name: one.label });
  const button = screen.getByRole("button", { name: label });
  expect(button.getAttribute("aria-disabled")).toBeNull();
  await user.type(input, " and more");
  expect(button.getAttribute("aria-disabled")).toBe("true");
  await user.click(button);
  expect(screen.queryByRole("dialog")).toBeNull();
});
