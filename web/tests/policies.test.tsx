import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { type Call, me, Refused, visit } from "./screen";

const joinedAt = "2026-11-01T09:00:00Z";
const ida = {
  id: "u2",
  joinedAt,
  email: "ida@example.org",
  name: "Ida Brandt",
  role: "reviewer",
  stageRoles: ["compliance"],
};
const mara = {
  id: "u1",
  joinedAt,
  email: "mara@example.org",
  name: "Mara Ortiz",
  role: "owner",
  stageRoles: [],
  you: true,
};
const members = { items: [mara, { ...ida, you: false }], total: 2, limit: 200, offset: 0, invitations: [] };
const stage = { name: "Review", people: [], rule: "any", parallel: false, baseHours: 8 };
const nothing = { types: [], scopes: [], priorities: [] };
const onChange = { cosmetic: "reconfirm", metadata: "reconfirm", substantive: "reconfirm" };
const rest = { onChange, autoApprove: [] };
const simple = { name: "simple", version: 1, builtIn: true, appliesTo: nothing, stages: [stage], ...rest };
const legal = {
  ...rest,
  name: "legal-review",
  version: 3,
  builtIn: false,
  appliesTo: { types: ["newsletter"], scopes: ["content"], priorities: ["high"] },
  stages: [
    { ...stage, name: "Content", role: "content", rule: "all" },
    { ...stage, name: "Legal", people: ["u1", "u2"], rule: { quorum: 2 }, parallel: true },
    { ...stage, name: "Final", role: "final" },
  ],
};
const simulated = {
  policy: { name: "legal-review", version: 3 },
  scope: "content",
  stages: [
    {
      name: "Content",
      outcome: "asks",
      eligible: [{ id: "u2", name: "Ida Brandt" }],
      opensAt: "2026-11-23T09:00:00Z",
      deadline: "2026-11-23T17:00:00Z",
      reminders: ["2026-11-23T15:00:00Z"],
      escalations: [{ at: "2026-11-24T17:00:00Z", to: [{ id: "u1", name: "Mara Ortiz" }] }],
      rules: [{ rule: "small-fixes", because: "only spaces changed", items: ["Offer"] }],
    },
    {
      name: "Final",
      outcome: "nobody",
      eligible: [],
      opensAt: "2026-11-23T17:00:00Z",
      deadline: null,
      reminders: [],
      escalations: [],
      rules: [],
    },
  ],
  earliestDone: null,
  explain: "“Content” asks Ida Brandt; then “Final” has too few people.",
};
const answers = {
  "GET /api/members": members,
  "GET /api/approvals/policies": { items: [simple, legal] },
  "GET /api/campaigns": { items: [{ id: "c1", name: "Half the waste" }], total: 1 },
  "POST /api/approvals/policies/legal-review/simulate": simulated,
  "POST /api/approvals/policies/simple/simulate": simulated,
};

test("the list says in which stages each policy asks whom, and what it applies to", async () => {
  await visit("/settings/approval-policies", answers);
  const row = (await screen.findByText("Legal review")).closest("li") as HTMLElement;
  await waitFor(() =>
    expect(row.textContent).toContain(
      "Content all content reviewersandLegal 2 of Mara Ortiz and Ida BrandtFinal any final reviewer",
    ),
  );
  expect(within(row).getByText("Content of newsletter campaigns with high priority")).toBeTruthy();
  expect(screen.getByText("Ready-made")).toBeTruthy();
});

test("a changed policy is tried before it is saved, and saved over the version that was read", async () => {
  let stored = legal;
  const { user, calls } = await visit("/settings/approval-policies/legal-review", {
    ...answers,
    "GET /api/approvals/policies": () => ({ items: [stored] }),
    "PUT /api/approvals/policies/legal-review": ({ body }: Call) => {
      stored = { ...legal, ...(body as object), version: 4 };
      return stored;
    },
  });
  expect(await screen.findByText(simulated.explain)).toBeTruthy();
  expect(screen.getByText("No one can decide this stage")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Remove stage 2" }));
  await user.click(screen.getByRole("button", { name: "Move stage 2 up" }));
  const stages = [
    { name: "Final", role: "final", people: [], rule: "any", parallel: false, baseHours: 8 },
    { name: "Content", role: "content", people: [], rule: "all", parallel: false, baseHours: 8 },
  ];
  await waitFor(() =>
    expect(calls.filter(({ what }) => what.endsWith("/simulate")).at(-1)?.body).toMatchObject({
      campaignId: "c1",
      policy: { stages },
    }),
  );
  await user.click(screen.getAllByRole("button", { name: "Save" })[0] as HTMLElement);
  await waitFor(() =>
    expect(calls.find(({ what }) => what.startsWith("PUT"))?.body).toEqual({
      appliesTo: legal.appliesTo,
      stages,
      ...rest,
      version: 3,
    }),
  );
  expect(await screen.findByText("Version 4")).toBeTruthy();
}, 60_000);

test("reminders, escalations, changes and rules are edited and stored as they were read", async () => {
  const rich = {
    ...simple,
    stages: [
      {
        ...stage,
        remindBeforeHours: [24, 4],
        escalation: [{ afterHours: 2, to: ["managers", "u2"] }],
      },
      { ...stage, name: "Law", escalation: [], remindBeforeHours: [] },
    ],
    onChange: { ...onChange, cosmetic: "keep" },
    autoApprove: [
      {
        id: "small-fixes",
        because: "only spaces changed",
        stages: ["Law"],
        afterDeadlineHours: 8,
        when: {
          all: [{ field: "change.kind", op: "in", value: ["cosmetic"] }],
          any: [],
          not: [{ field: "item.length", op: "gt", value: 200 }],
        },
      },
    ],
  };
  const { user, calls } = await visit("/settings/approval-policies/simple", {
    ...answers,
    "GET /api/approvals/policies": { items: [rich] },
    "PUT /api/approvals/policies/simple": rich,
  });
  expect(await screen.findByText(/Escalated .* to Mara Ortiz/, {}, { timeout: 30_000 })).toBeTruthy();
  expect(screen.getByText("Rule small-fixes approves Offer because only spaces changed")).toBeTruthy();
  await user.type(screen.getByLabelText("Because"), "!");
  await user.click(screen.getAllByRole("button", { name: "Save" })[0] as HTMLElement);
  await waitFor(() =>
    expect(calls.find(({ what }) => what.startsWith("PUT"))?.body).toEqual({
      appliesTo: nothing,
      stages: rich.stages,
      onChange: rich.onChange,
      autoApprove: [{ ...rich.autoApprove[0], because: "only spaces changed!" }],
      version: 1,
    }),
  );
}, 60_000);

test("a policy that someone else changed meanwhile is not overwritten", async () => {
  const theirs = { ...legal, version: 4, stages: [{ ...stage, name: "Board" }] };
  let changed = false;
  const { user } = await visit("/settings/approval-policies/legal-review", {
    ...answers,
    "GET /api/approvals/policies": () => ({ items: [changed ? theirs : legal] }),
    "PUT /api/approvals/policies/legal-review": () => {
      changed = true;
      return new Refused(409, { title: "Conflict", code: "policy_version_conflict" });
    },
  });
  await user.click(await screen.findByRole("button", { name: "Remove stage 2" }));
  await user.click(screen.getAllByRole("button", { name: "Save" })[0] as HTMLElement);
  await user.click(await screen.findByRole("button", { name: "Use their version" }));
  expect(await screen.findByDisplayValue("Board")).toBeTruthy();
}, 60_000);

test("a new policy gets a name that no other has, and never replaces one", async () => {
  const { user, calls, router } = await visit("/settings/approval-policies/new", {
    ...answers,
    "PUT /api/approvals/policies/board-vote": { ...legal, name: "board-vote", version: 1 },
  });
  await user.type(await screen.findByLabelText("Name", { selector: "[data-path='name']" }), "Simple");
  await user.click(screen.getAllByRole("button", { name: "Create policy" })[0] as HTMLElement);
  expect(await screen.findByText("This name is taken. Choose another.")).toBeTruthy();
  const name = screen.getByLabelText("Name", { selector: "[data-path='name']" });
  await user.clear(name);
  await user.type(name, "Board vote");
  await user.click(screen.getAllByRole("button", { name: "Create policy" })[0] as HTMLElement);
  await waitFor(() => expect(router.state.location.pathname).toBe("/settings/approval-policies/board-vote"));
  expect(calls.find(({ what }) => what.startsWith("PUT"))?.body).toMatchObject({ version: 0 });
}, 60_000);

test("those who may not manage approvals read policies and can't change them", async () => {
  await visit("/settings/approval-policies/legal-review", {
    ...answers,
    "GET /api/auth/me": { ...me, role: "editor", permissions: ["approval.read", "member.read"] },
  });
  expect(await screen.findByText("Owners and admins can change approval policies.")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Save" })).toBeNull();
  expect(screen.getByDisplayValue("Legal").closest("fieldset")?.disabled).toBe(true);
});

test("the stage roles of a member are set on the members page", async () => {
  const { user, calls } = await visit("/members", {
    "GET /api/members": members,
    "PATCH /api/members/u2": ida,
  });
  await user.click(await screen.findByRole("button", { name: "Actions for Ida Brandt" }));
  await user.click(await screen.findByRole("menuitem", { name: "Stage roles" }));
  const dialog = await screen.findByRole("dialog", { name: "Stage roles of Ida Brandt" });
  await user.click(within(dialog).getByRole("combobox", { name: "Stage roles" }));
  await user.click(await screen.findByRole("option", { name: "Final" }));
  await user.click(within(dialog).getByRole("button", { name: "Save" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what === "PATCH /api/members/u2")?.body).toEqual({
      stageRoles: ["compliance", "final"],
    }),
  );
}, 60_000);
