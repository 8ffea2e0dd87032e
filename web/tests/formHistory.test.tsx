import { useForm } from "@mantine/form";
import { fireEvent, screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { UndoButtons } from "@/ui/UndoButtons";
import { useFormHistory } from "@/ui/useFormHistory";
import { show } from "./screen";

function Form() {
  const form = useForm({ initialValues: { subject: "Hello", text: "Words" } });
  const history = useFormHistory(form, 1);
  return (
    <>
      <input aria-label="Subject" {...form.getInputProps("subject")} />
      <input aria-label="Text" {...form.getInputProps("text")} />
      <UndoButtons {...history} />
    </>
  );
}

test("undo and redo work across fields, and typing in one is one step", async () => {
  await show(<Form />);
  const field = (name: string) => screen.getByRole("textbox", { name }) as HTMLInputElement;
  await screen.findByRole("textbox", { name: "Subject" });
  const type = (name: string, value: string) => fireEvent.change(field(name), { target: { value } });
  const press = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
  expect((screen.getByRole("button", { name: "Undo" }) as HTMLButtonElement).disabled).toBe(true);
  type("Subject", "Hello t");
  type("Subject", "Hello th");
  type("Text", "Other words");
  press("Undo");
  expect([field("Subject").value, field("Text").value]).toEqual(["Hello th", "Words"]);
  press("Undo");
  expect(field("Subject").value).toBe("Hello");
  press("Redo");
  press("Redo");
  expect([field("Subject").value, field("Text").value]).toEqual(["Hello th", "Other words"]);
  press("Undo");
  type("Text", "New");
  expect((screen.getByRole("button", { name: "Redo" }) as HTMLButtonElement).disabled).toBe(true);
  vi.unstubAllGlobals();
});
