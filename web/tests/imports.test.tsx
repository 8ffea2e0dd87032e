import { screen, within } from "@testing-library/react";
import { FileSpreadsheet } from "lucide-react";
import { expect, test, vi } from "vitest";
import { contactImport } from "@/audience/ImportPage";
import { ImportPanel } from "@/ui/ImportPanel";
import { Refused, show } from "./screen";

const preview = {
  detected: { encoding: "UTF-8", delimiter: ";", headerRow: 1 },
  columns: [
    { header: "Mail", field: "email" },
    { header: "Who", field: "attributes.Who" },
  ],
  fields: ["email", "firstName", "attributes.<name>", "ignore"],
  sample: [
    { row: 2, cells: ["ada@example.org", "Ada"], errors: [] },
    { row: 3, cells: ["nobody", "Bob"], errors: [{ row: 3, column: "Mail", message: "must be an e-mail address" }] },
  ],
  totalRows: 2,
  questions: [],
  ready: true,
};
const importing = {
  id: "i1",
  kind: "contacts",
  fileName: "people.csv",
  state: "done",
  rows: 2,
  processed: 2,
  created: 1,
  updated: 0,
  skipped: 0,
  rejected: 1,
  errors: [{ row: 3, column: "Mail", message: "must be an e-mail address" }],
  warnings: ["The encoding was read as Windows-1252."],
};

async function chosen(answer: unknown, onId = vi.fn()) {
  const shown = await show(<ImportPanel kind={contactImport} id={undefined} onId={onId} />, "/", {
    "POST /api/contacts/import/preview": answer,
    "POST /api/contacts/import": { importId: "i1" },
  });
  await screen.findByText("Drop a CSV file here");
  const input = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (input) await shown.user.upload(input, new File(["Mail;Who\n"], "people.csv", { type: "text/csv" }));
  return { ...shown, onId };
}

/** A part of the form that a request sent. */
function part(body: unknown, name: string) {
  return new RegExp(`name="${name}"\\r?\\n(?:[^\\r\\n]+\\r?\\n)*\\r?\\n([^\\r\\n]*)`).exec(String(body))?.[1];
}

test("a file is shown as the server reads it, with the errors of its first rows", async () => {
  await chosen(preview);
  await screen.findByText("Map the columns of people.csv");
  expect(screen.getByText("2 rows, separated by semicolons")).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Encoding" }).value).toBe("UTF-8");
  expect(screen.getByRole<HTMLInputElement>("combobox", { name: "Import Mail as" }).value).toBe("E-mail");
  expect(screen.getByRole<HTMLInputElement>("textbox", { name: "Attribute name for Who" }).value).toBe("Who");
  const rows = screen.getByRole("heading", { name: "First rows" }).closest("section") as HTMLElement;
  expect(within(rows).getByText("1 row with errors")).toBeTruthy();
  expect(within(rows).getByText("Mail: must be an e-mail address")).toBeTruthy();
});

test("a changed column and a file without header are read again and imported like that", async () => {
  const { user, calls, onId } = await chosen(preview);
  await user.click(await screen.findByRole("combobox", { name: "Import Who as" }));
  await user.click(await screen.findByRole("option", { name: "First name" }));
  await vi.waitFor(() => expect(part(calls.at(-1)?.body, "mapping")).toBe('{"Who":"firstName"}'));
  await user.click(screen.getByRole("radio", { name: "Keep unchanged" }));
  await user.click(screen.getByRole("button", { name: "Import contacts" }));
  await vi.waitFor(() => expect(onId).toHaveBeenCalledWith("i1"));
  expect(part(calls.at(-1)?.body, "mapping")).toBe('{"Who":"firstName"}');
  expect(part(calls.at(-1)?.body, "onDuplicate")).toBe("skip");
  await user.click(screen.getByRole("checkbox", { name: "First row contains column names" }));
  await vi.waitFor(() => expect(part(calls.at(-1)?.body, "header")).toBe("false"));
  expect(part(calls.at(-1)?.body, "mapping")).toBeUndefined();
});

test("a field that another column has is taken from it", async () => {
  const { user, calls } = await chosen(preview);
  await user.click(await screen.findByRole("combobox", { name: "Import Who as" }));
  await user.click(await screen.findByRole("option", { name: "E-mail" }));
  await vi.waitFor(() => expect(part(calls.at(-1)?.body, "mapping")).toBe('{"Mail":"attributes.Mail","Who":"email"}'));
});

test("a file without addresses says what to do and is not imported", async () => {
  await chosen({
    ...preview,
    ready: false,
    questions: [{ code: "import_without_email", message: "No column was recognized." }],
  });
  await screen.findByText("Choose the column with the e-mail addresses.");
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Import contacts" }).disabled).toBe(true);
});

test("a file that is no text is refused with the reason", async () => {
  await chosen(
    new Refused(415, { title: "Unsupported Media Type", detail: "This file is an Excel workbook or an archive." }),
  );
  await screen.findByText("This file is an Excel workbook or an archive.");
  expect(screen.getByRole("button", { name: "Choose another file" })).toBeTruthy();
});

test("the report counts the rows, repeats warnings and offers the rejected ones as a file", async () => {
  const kind = { ...contactImport, view: { ...contactImport.view, icon: FileSpreadsheet } };
  const { calls, user } = await show(<ImportPanel kind={kind} id="i1" onId={vi.fn()} />, "/", {
    "GET /api/imports/i1": importing,
    "GET /api/imports/i1/rejected": "",
  });
  await screen.findByText(/2 rows read: 1 contact added, 0 updated\./);
  expect(screen.getByText("The encoding was read as Windows-1252.")).toBeTruthy();
  expect(screen.getByText("1 row rejected")).toBeTruthy();
  vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x", revokeObjectURL: () => undefined }));
  await user.click(screen.getByRole("button", { name: "Download rows" }));
  await vi.waitFor(() => expect(calls.at(-1)?.what).toBe("GET /api/imports/i1/rejected"));
});
