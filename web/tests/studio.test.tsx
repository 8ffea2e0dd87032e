import { screen, waitFor } from "@testing-library/react";
import { expect, test, vi } from "vitest";
import { Studio, type StudioParts } from "@/render/Studio";
import { pictureRequest, studioValues, videoRequest } from "@/render/studioValues";
import { show } from "./screen";

const image = "data:image/jpeg;base64,/9j/";
const template = (name: string, title: string, uses: string[]) => ({ name, title, description: title, uses });
const providers = {
  items: [
    {
      name: "local",
      templates: [
        template("figure", "Figure", ["label", "from", "to", "headline", "cta"]),
        template("quote", "Quote", ["headline", "attribution"]),
      ],
      sizes: [
        { width: 1080, height: 1080, title: "Square" },
        { width: 1200, height: 628, title: "Link" },
      ],
    },
  ],
};
const preview = {
  palette: "dark",
  palettes: [{ name: "dark", colors: ["#000000", "#ffffff", "#ff0000", "#eeeeee"], contrast: 13.4 }],
  suggested: { headline: "", text: "", from: "31", to: "14 kg", points: [] },
  altText: "31 to 14 kg.",
  missingScripts: [],
  drawings: ["figure", "quote"].map((name) => ({ template: name, width: 1080, height: 1080, image, cut: [] })),
};
const job = (status: string, more = {}) => ({
  id: "j1",
  campaignId: "c1",
  type: "image",
  status,
  params: { headline: "Half the waste" },
  progress: { currentStep: 0, totalSteps: 0 },
  outputAssets: { primary: null, variants: [] },
  logs: [],
  can: [],
  ...more,
});
const parts = {
  thumb: () => null,
  picture: ({ assetId }) => <span>{assetId}</span>,
  film: () => null,
  picker: () => null,
} as StudioParts;

test("the Studio fills in the figures of the words, creates all sizes with one click and hands them over", async () => {
  const picked = vi.fn();
  const words = { headline: "Waste fell from 31 kg to 14 kg", text: "" };
  const { user, calls } = await show(<Studio campaignId="c1" words={words} parts={parts} onPicked={picked} />, "/", {
    "GET /api/render-providers": providers,
    "POST /api/render-previews": preview,
    "GET /api/render-jobs": { items: [], total: 0 },
    "POST /api/render-jobs/create": job("queued"),
    "GET /api/render-jobs/j1/status": job("published", { outputAssets: { primary: "a1", variants: ["a2"] } }),
  });
  await waitFor(() => expect((screen.getByLabelText("To") as HTMLInputElement).value).toBe("14 kg"));
  expect(screen.getByText(/Text contrast 13.4 : 1/)).toBeTruthy();
  expect(screen.getByText(/Alt text: “31 to 14 kg.”/)).toBeTruthy();
  await user.click(screen.getByRole("button", { name: "Quote" }));
  expect(screen.getByLabelText("Speaker")).toBeTruthy();
  await user.click(await screen.findByRole("button", { name: "Create 4 pictures" }));
  await user.click(await screen.findByRole("button", { name: "Use all 2" }));
  expect(picked).toHaveBeenCalledWith(["a1", "a2"], { medium: "image", altText: "31 to 14 kg." });
  const sent = calls.find(({ what }) => what === "POST /api/render-jobs/create")?.body as {
    params: { template: string; sizes: unknown[] };
  };
  expect(sent.params.template).toBe("quote");
  expect(sent.params.sizes).toHaveLength(4);
});

test("a script without a font is named, and nothing can be created", async () => {
  await show(<Studio campaignId="c1" words={{ headline: "ဗ", text: "" }} parts={parts} />, "/", {
    "GET /api/render-providers": providers,
    "POST /api/render-previews": { ...preview, missingScripts: ["Myanmar"] },
    "GET /api/render-jobs": { items: [], total: 0 },
  });
  expect(await screen.findByText("Fanfare has no font for this script: Myanmar.")).toBeTruthy();
  expect((screen.getByRole("button", { name: /Create/ }) as HTMLButtonElement).disabled).toBe(true);
});

test("a request holds what was filled in and nothing else", () => {
  const values = { ...studioValues({ headline: "Head", text: "" }), points: "One\n\nTwo", sizes: ["1080x1350"] };
  expect(pictureRequest(values, "c1", undefined).params).toEqual({
    headline: "Head",
    text: "",
    points: ["One", "Two"],
    template: "figure",
    sizes: [{ width: 1080, height: 1350 }],
  });
  expect(videoRequest(values, "c1", "k1", "1080x1920").params).toEqual({
    headline: "Head",
    scenes: ["One", "Two"],
    music: "calm",
    width: 1080,
    height: 1920,
  });
});
