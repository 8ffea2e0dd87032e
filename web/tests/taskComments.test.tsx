import { screen, waitFor, within } from "@testing-library/react";
import { expect, test } from "vitest";
import type { Task } from "@/contract/types";
import { TaskComments } from "@/planning/TaskComments";
import { type Call, show } from "./screen";

const task = { id: "t1", can: ["changeTask", "commentOnTask"] } as unknown as Task;
const at = "2026-11-23T09:00:00Z";
const comment = {
  taskId: "t1",
  mentions: [],
  byId: "u2",
  byName: "Ida Brandt",
  at,
  resolvedAt: null,
  resolvedBy: null,
  editedAt: null,
  deletedAt: null,
};
const question = { ...comment, id: "k1", parent: null, text: "Which format?" };
const answer = { ...comment, id: "k2", parent: "k1", text: "One page", byName: "Mara Ortiz", byId: "u1" };
const settled = { ...comment, id: "k0", parent: null, text: "Is this ours?", resolvedAt: at, resolvedBy: "Mara Ortiz" };
const answers = {
  "GET /api/tasks/t1/comments": { items: [answer, question, settled], total: 3, limit: 200, offset: 0 },
  "GET /api/members": { items: [{ id: "u2", name: "Ida Brandt" }], total: 1 },
};

test("comments are read as conversations, resolved ones when asked for", async () => {
  const { user } = await show(<TaskComments task={task} />, "/", answers);
  const thread = (await screen.findByText("Which format?")).closest("article") as HTMLElement;
  expect(within(thread).getByText("One page")).toBeTruthy();
  expect(screen.queryByText("Is this ours?")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Show 1 resolved" }));
  expect(screen.getByText("Resolved by Mara Ortiz")).toBeTruthy();
});

test("a comment that names a member says that they will be notified, and sends who", async () => {
  const { user, calls } = await show(<TaskComments task={task} />, "/", {
    ...answers,
    "POST /api/tasks/t1/comments": ({ body }: Call) => ({ ...question, ...(body as object) }),
  });
  const field = await screen.findByRole("textbox", { name: "Comment" });
  await user.type(field, "Please look @id");
  await user.click(screen.getByRole("button", { name: "Ida Brandt" }));
  expect(screen.getByText("1 person will be notified")).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Comment" }));
  await waitFor(() => expect((field as HTMLTextAreaElement).value).toBe(""));
  expect(calls.find(({ what }) => what.startsWith("POST"))?.body).toEqual({
    text: "Please look @Ida Brandt ",
    mentions: ["u2"],
  });
});

test("a conversation is answered and resolved", async () => {
  const { user, calls } = await show(<TaskComments task={task} />, "/", {
    ...answers,
    "POST /api/tasks/t1/comments": answer,
    "POST /api/tasks/comments/k1/resolve": { ...question, resolvedAt: at },
  });
  await user.click(await screen.findByRole("button", { name: "Reply" }));
  await user.type(screen.getByRole("textbox", { name: "Reply" }), "A4");
  await user.click(screen.getByRole("button", { name: "Reply" }));
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Reply" })).toBeNull());
  expect(calls.find(({ what }) => what.startsWith("POST"))?.body).toEqual({ text: "A4", mentions: [], parent: "k1" });
  await user.click(screen.getByRole("button", { name: "Resolve" }));
  await waitFor(() => expect(calls.map(({ what }) => what)).toContain("POST /api/tasks/comments/k1/resolve"));
});

test("who may only read sees no field", async () => {
  await show(<TaskComments task={{ ...task, can: [] }} />, "/", answers);
  expect(await screen.findByText("Which format?")).toBeTruthy();
  expect(screen.queryByRole("textbox")).toBeNull();
  expect(screen.queryByRole("button", { name: "Resolve" })).toBeNull();
});

test("people edit and delete their own comments, and say nothing where a deleted one was answered", async () => {
  const own = { ...answer, id: "k3", parent: null, text: "My words" };
  const gone = { ...question, id: "k4", text: "", deletedAt: at };
  const { user, calls } = await show(<TaskComments task={task} />, "/", {
    ...answers,
    "GET /api/tasks/t1/comments": { items: [own, gone], total: 2, limit: 200, offset: 0 },
    "PATCH /api/tasks/comments/k3": own,
    "DELETE /api/tasks/comments/k3": {},
  });
  expect(await screen.findByText("Deleted comment")).toBeTruthy();
  const menu = () => screen.getByRole("button", { name: "Actions for the comment by Mara Ortiz" });
  await user.click(menu());
  await user.click(await screen.findByRole("menuitem", { name: "Edit" }));
  const field = await screen.findByRole("textbox", { name: "Save comment" });
  await user.clear(field);
  await user.type(field, "Better words");
  await user.click(screen.getByRole("button", { name: "Save comment" }));
  await waitFor(() =>
    expect(calls.find(({ what }) => what.startsWith("PATCH"))?.body).toEqual({ text: "Better words", mentions: [] }),
  );
  await user.click(await screen.findByRole("button", { name: "Actions for the comment by Mara Ortiz" }));
  await user.click(await screen.findByRole("menuitem", { name: "Delete" }));
  await user.click(await screen.findByRole("button", { name: "Delete comment" }));
  await waitFor(() => expect(calls.some(({ what }) => what.startsWith("DELETE"))).toBe(true));
});

test("a mention that is no member's name is pointed out before it is sent", async () => {
  const { user } = await show(<TaskComments task={task} />, "/", answers);
  const field = await screen.findByPlaceholderText(/Write a comment/);
  await user.type(field, "@Ben can you look? @Ida Brandt too");
  screen.getByText("No member is called “@Ben”, so no notification is sent.");
  await user.clear(field);
  await user.type(field, "mail ben@example.org or @Ida Brandt.");
  expect(screen.queryByText(/No member is called/)).toBeNull();
});
