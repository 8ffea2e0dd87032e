import { TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import { Users } from "lucide-react";
import { describe, expect, test, vi } from "vitest";
import { api, take } from "@/contract/api";
import { FieldsForm } from "@/ui/FieldsForm";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { ListPage } from "@/ui/ListPage";
import { Row } from "@/ui/Row";
import { useAddress, usePage } from "@/ui/useAddress";
import { type Answers, Refused, show } from "./screen";

interface Person {
  id: string;
  name: string;
}

const empty = { icon: Users, title: "No people yet", text: "Add the first one." };
const noMatch = { title: "No people match", all: "Show all people" };

function People() {
  const [search] = useAddress<{ q?: string; status?: string }>();
  const page = usePage(2);
  const query = useQuery({
    queryKey: ["people", search.q, search.status, page],
    queryFn: () =>
      take(api.GET("/api/campaigns", { params: { query: { ...page, ...(search.q ? { q: search.q } : {}) } } })),
  });
  return (
    <ListPage<Person>
      title="People"
      filters={[
        { kind: "search", key: "q", label: "Search people" },
        { kind: "chips", key: "status", label: "Status", all: "All", options: [{ value: "new", label: "New" }] },
      ]}
      query={query as never}
      limit={2}
      keyOf={({ id }) => id}
      row={(person) => <Row title={person.name} />}
      empty={empty}
      noMatch={noMatch}
    />
  );
}

const two = {
  items: [
    { id: "1", name: "Ann" },
    { id: "2", name: "Ben" },
  ],
  total: 5,
  limit: 2,
  offset: 0,
};
const people = (answer: unknown): Answers => ({ "GET /api/campaigns": answer });

function Endless() {
  const query = useInfiniteQuery({
    queryKey: ["endless"],
    queryFn: ({ pageParam }) =>
      take(api.GET("/api/contacts", { params: { query: { ...(pageParam ? { after: pageParam } : {}) } } })),
    initialPageParam: "",
    getNextPageParam: (last) => last.next || undefined,
  });
  return (
    <ListPage
      query={query as never}
      keyOf={({ id }: Person) => id}
      row={({ name }) => <Row title={name} />}
      noun="person"
      empty={empty}
      noMatch={noMatch}
    />
  );
}
describe("a list", () => {
  test("looks a moment after the last key, keeps it in the address and goes back to the first page", async () => {
    const { user, calls, search } = await show(<People />, "/people?page=2", people(two));
    await screen.findByText("Ann");
    await user.type(screen.getByRole("textbox", { name: "Search people" }), "ann");
    await waitFor(() => expect(search()).toMatchObject({ q: "ann" }));
    expect(search().page).toBeUndefined();
    const asked = calls.filter(({ what }) => what === "GET /api/campaigns").map(({ query }) => query.get("q"));
    expect(asked).toEqual([null, "ann"]);
  });

  test("turns its pages by the address", async () => {
    const { user, calls, search } = await show(<People />, "/people", people(two));
    await screen.findByText("1–2 of 5");
    await user.click(screen.getByRole("button", { name: "Next page" }));
    await waitFor(() => expect(search().page).toBe(2));
    await waitFor(() => expect(calls.at(-1)?.query.get("offset")).toBe("2"));
  });

  test("says what belongs here while it is empty, and shows everything again where a filter hides it", async () => {
    const nothing = { items: [], total: 0, limit: 2, offset: 0 };
    const { user, search } = await show(<People />, "/people?status=new", people(nothing));
    await screen.findByText("No people match");
    expect(screen.getByRole("button", { name: "New", pressed: true })).toBeTruthy();
    await user.click(screen.getByRole("button", { name: "Show all people" }));
    await screen.findByText("No people yet");
    expect(search().status).toBeUndefined();
  });

  test("says why it failed and tries again", async () => {
    let broken = true;
    const { user } = await show(
      <People />,
      "/people",
      people(() => (broken ? new Refused(500, { detail: "The database is down." }) : two)),
    );
    await screen.findByText("The database is down.");
    broken = false;
    await user.click(screen.getByRole("button", { name: "Try again" }));
    await screen.findByText("Ann");
  });

  test("without pages loads the next part and says how many there are at the end", async () => {
    const { user } = await show(<Endless />, "/", {
      "GET /api/contacts": ({ query }: { query: URLSearchParams }) =>
        query.get("after")
          ? { items: [{ id: "2", name: "Ben" }], next: null }
          : { items: [{ id: "1", name: "Ann" }], next: "1" },
    });
    await user.click(await screen.findByRole("button", { name: "Show more" }));
    await screen.findByText("Ben");
    screen.getByText("Ann");
    screen.getByText("2 persons");
  });
});

function Rename({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { title: "" } });
  const save = useFormWrite(form, {
    run: (body: { title: string }) => take(api.POST("/api/brands", { body: body as never })),
    rename: { name: "title" },
    done: "Saved.",
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Save" close={close}>
      <TextInput label="Title" {...form.getInputProps("title")} />
    </Form>
  );
}

describe("a form", () => {
  test("shows what the server says about a field at that field, and closes once it is saved", async () => {
    const close = vi.fn();
    let answer: unknown = new Refused(400, { title: "Bad Request", errors: { name: "must not be empty" } });
    const { user, calls } = await show(
      <FormModal opened close={close} title="Rename">
        <Rename close={close} />
      </FormModal>,
      "/",
      { "POST /api/brands": () => answer },
    );
    await user.click(await screen.findByRole("button", { name: "Save" }));
    await waitFor(() => expect(screen.getByLabelText("Title").getAttribute("aria-invalid")).toBe("true"));
    screen.getByText("Please check your input");
    expect(document.activeElement).toBe(screen.getByLabelText("Title"));
    expect(close).not.toHaveBeenCalled();
    answer = { id: "b1" };
    await user.type(screen.getByLabelText("Title"), "Aurora");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await screen.findByText("Saved.");
    expect(close).toHaveBeenCalledOnce();
    expect(calls.at(-1)?.body).toEqual({ title: "Aurora" });
  });

  test("is not sent by Cancel", async () => {
    const close = vi.fn();
    const { user, calls } = await show(<Rename close={close} />);
    await user.click(await screen.findByRole("button", { name: "Cancel" }));
    expect(close).toHaveBeenCalledOnce();
    expect(calls.filter(({ what }) => what.startsWith("POST"))).toEqual([]);
  });

  test("is drawn from its fields, sends those that are filled in, and marks the one that is refused", async () => {
    const sent = vi.fn();
    const { user } = await show(
      <FieldsForm
        fields={[
          { name: "host", label: "Host", required: true, placeholder: "smtp.example.org" },
          { name: "port", label: "Port", kind: "number", initial: 587, narrow: true },
          {
            name: "security",
            label: "Encryption",
            kind: "choice",
            options: [{ value: "tls", label: "TLS" }],
            narrow: true,
          },
          { name: "password", label: "Password", kind: "secret" },
        ]}
        label="Add mail server"
        run={async (values) => {
          sent(values);
          return take(api.POST("/api/credentials", { body: {} as never }));
        }}
      />,
      "/",
      {
        "POST /api/credentials": new Refused(422, {
          title: "x",
          errors: { "settings.host": "no", host: "is unknown" },
        }),
      },
    );
    await user.type(await screen.findByLabelText("Host"), "smtp.example.org");
    await user.click(screen.getByRole("button", { name: "Add mail server" }));
    await screen.findByText("is unknown");
    expect(sent).toHaveBeenCalledWith({ host: "smtp.example.org", port: "587" });
    expect(screen.getByLabelText("Password").getAttribute("type")).toBe("password");
  });
});

describe("what is missing in a form", () => {
  const fields = [
    { name: "name", label: "Name" },
    { name: "host", label: "Host", required: true },
    { name: "email", label: "E-mail", kind: "email", required: true },
  ] as const;
  const sent = vi.fn(async () => undefined);
  const open = () => show(<FieldsForm fields={fields} label="Add" run={sent} />);
  const described = (field: HTMLElement) =>
    field
      .getAttribute("aria-describedby")
      ?.split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" ");

  test("is shown at every field, in our words, and the first one gets the focus", async () => {
    const { user } = await open();
    await user.type(await screen.findByLabelText("Host"), "  ");
    await user.type(screen.getByLabelText("E-mail"), "ann");
    await user.click(screen.getByRole("button", { name: "Add" }));
    const [host, email] = [screen.getByLabelText("Host"), screen.getByLabelText("E-mail")];
    await waitFor(() => expect(document.activeElement).toBe(host));
    expect(described(host)).toBe("This field is required.");
    expect(described(email)).toBe("Enter an e-mail address, e.g. name@example.org.");
    expect([host, email].map((field) => field.getAttribute("aria-invalid"))).toEqual(["true", "true"]);
    expect(screen.getByLabelText("Name").getAttribute("aria-invalid")).not.toBe("true");
    expect(host.closest("form")?.noValidate).toBe(true);
    expect(sent).not.toHaveBeenCalled();
  });

  test("goes away while it is typed, without moving the focus, and the form is sent", async () => {
    const { user } = await open();
    await user.click(await screen.findByRole("button", { name: "Add" }));
    await user.type(screen.getByLabelText("E-mail"), "ann@example.org");
    expect(document.activeElement).toBe(screen.getByLabelText("E-mail"));
    expect(screen.getAllByText("This field is required.")).toHaveLength(1);
    await user.type(screen.getByLabelText("Host"), "h");
    await user.click(screen.getByRole("button", { name: "Add" }));
    await waitFor(() => expect(sent).toHaveBeenCalledWith({ host: "h", email: "ann@example.org" }));
  });
});

function Words({ version, text }: { version: number; text: string }) {
  const form = useForm({ initialValues: { text } });
  const editor = useEditor({
    id: "words",
    form,
    version,
    current: { text },
    run: ({ text: typed }, known) =>
      take(api.PATCH("/api/brands/{id}", { params: { path: { id: "b1" } }, body: { name: typed, ...known } as never })),
    done: "Saved.",
  });
  return (
    <ItemEditor
      editor={editor}
      title="Words"
      crumbs={[{ label: "Home", to: "/" }]}
      save={<SaveButton editor={editor} label="Save" disabled={!editor.dirty} />}
      side={<p>Side</p>}
    >
      <TextInput label="Text" {...form.getInputProps("text")} />
    </ItemEditor>
  );
}

function Changing() {
  const [search, change] = useAddress<{ later?: boolean }>();
  return (
    <>
      <button type="button" onClick={() => change({ later: true })}>
        Later
      </button>
      <Words version={search.later ? 4 : 3} text={search.later ? "Theirs" : "Hello"} />
    </>
  );
}
describe("an editor", () => {
  test("saves with the version it was typed over", async () => {
    const { user, calls } = await show(<Words version={3} text="Hello" />, "/", { "PATCH /api/brands/b1": {} });
    await user.type(await screen.findByLabelText("Text"), " there");
    await user.click(screen.getAllByRole("button", { name: "Save" })[0] as HTMLElement);
    await screen.findByText("Saved.");
    expect(calls.at(-1)?.body).toEqual({ name: "Hello there", version: 3 });
  });

  test("keeps what was typed when someone else saves, and lets the person choose", async () => {
    const { user } = await show(<Changing />, "/");
    await user.type(await screen.findByLabelText("Text"), "!");
    await user.click(screen.getByRole("button", { name: "Later" }));
    const field = screen.getByLabelText("Text") as HTMLInputElement;
    await waitFor(() => expect(document.body.textContent).toContain("Leave without saving?"));
    await user.click(screen.getByRole("button", { name: "Leave" }));
    await screen.findByText("Someone else changed this");
    expect(field.value).toBe("Hello!");
    await user.click(screen.getByRole("button", { name: "Use their version" }));
    expect(field.value).toBe("Theirs");
  });
});
