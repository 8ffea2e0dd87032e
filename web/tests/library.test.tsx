import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import type { Asset } from "@/contract/types";
import { assetActions } from "@/library/actions";
import { Uploads } from "@/library/Uploads";
import { useWrite } from "@/ui/useWrite";
import { serve, show } from "./screen";

const picture = { id: "a1", assetName: "Hero" } as Asset;
const archive = assetActions.find(({ name }) => name === "deleteAsset");

test("archiving a file says where it is used, and is not refused because of it", async () => {
  const calls = serve({
    "GET /api/campaign-assets/a1/uses": { current: [{ kind: "post", id: "p1" }] },
    "DELETE /api/campaign-assets/a1": {},
  });
  const ask = await archive?.ask?.(picture);
  expect(ask?.title).toBe("Archive “Hero”?");
  expect(ask?.text).toContain("It is used in 1 place and stays there.");
  await archive?.run?.(picture, "");
  expect(calls.at(-1)?.query.get("force")).toBe("true");
});

test("an upload of an archived file can restore it or add it as new", async () => {
  const decide = vi.fn();
  const upload = { id: 1, file: new File(["x"], "hero.png"), state: "archived" } as const;
  const { user } = await show(<Uploads uploads={[upload]} decide={decide} clear={() => undefined} />);
  await screen.findByText("This file is in the library, but archived.");
  await user.click(screen.getByRole("button", { name: "Restore" }));
  expect(decide).toHaveBeenLastCalledWith(upload, true);
  await user.click(screen.getByRole("button", { name: "Upload as new" }));
  expect(decide).toHaveBeenLastCalledWith(upload, false);
});

const run = vi.fn(async (_file: string, restore?: boolean) => restore);

function Upload() {
  const write = useWrite({ run });
  return (
    <button type="button" onClick={() => write.mutate("hero.png")}>
      Upload
    </button>
  );
}

test("what is written gets its input and nothing else", async () => {
  const { user } = await show(<Upload />);
  await user.click(await screen.findByRole("button", { name: "Upload" }));
  await waitFor(() => expect(run.mock.calls).toEqual([["hero.png"]]));
});
