import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { activityPlaces } from "@/activity/actions";
import { screenActions } from "@/app/actions";
import { tabActions } from "@/app/campaign/tabs";
import { approvalPlaces } from "@/approval/actions";
import { audiencePlaces, contactActions, segmentActions, suppressionActions } from "@/audience/actions";
import { campaignActions, campaignPlaces } from "@/campaign/actions";
import { creativeActions, newCreativeActions } from "@/creative/actions";
import { deliveryActions, deliveryPlaces } from "@/delivery/actions";
import { emailPlaces, layoutActions, mailingActions, newMailingActions } from "@/email/actions";
import { identityPlaces } from "@/identity/actions";
import { launchActions, templatePlaces } from "@/launch/actions";
import { assetActions, libraryPlaces } from "@/library/actions";
import { planningPlaces, taskActions } from "@/planning/actions";
import { jobActions, renderPlaces } from "@/render/actions";
import { newPostActions, postActions, socialPlaces } from "@/social/actions";
import { startPlaces } from "@/start/actions";
import { strategyActions } from "@/strategy/actions";

const src = join(import.meta.dirname, "../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
const text = (name: string) => readFileSync(join(src, name), "utf8");

const global = [
  ...screenActions,
  ...activityPlaces,
  ...approvalPlaces,
  ...audiencePlaces,
  ...campaignPlaces,
  ...deliveryPlaces,
  ...emailPlaces,
  ...identityPlaces,
  ...libraryPlaces,
  ...planningPlaces,
  ...renderPlaces,
  ...socialPlaces,
  ...startPlaces,
  ...templatePlaces,
];
const ofCampaign = [
  ...tabActions,
  ...campaignActions,
  ...launchActions,
  ...strategyActions,
  ...newPostActions,
  ...newCreativeActions,
  ...newMailingActions,
];
const actions = [
  ...global,
  ...ofCampaign,
  ...postActions,
  ...mailingActions,
  ...layoutActions,
  ...deliveryActions,
  ...assetActions,
  ...creativeActions,
  ...jobActions,
  ...taskActions,
  ...contactActions,
  ...segmentActions,
  ...suppressionActions,
];

describe("the rooms", () => {
  test("import the contract and the parts of the screen, never each other", () => {
    const broken = files.flatMap((name) => {
      const room = name.split(/[\\/]/)[0];
      if (room === "app" || !name.includes("/")) return [];
      const allowed = room === "contract" ? ["contract"] : ["contract", "ui", room];
      return [...text(name).matchAll(/from "@\/(\w+)/g)]
        .map((match) => match[1] ?? "")
        .filter((other) => !allowed.includes(other))
        .map((other) => `${relative(src, join(src, name))} imports ${other}`);
    });
    expect(broken).toEqual([]);
  });

  test("draw with the parts of ui, not with its style classes, but for what changes the form of a part", () => {
    const direct = files.filter((name) => !/^ui[\\/]/.test(name) && /"@\/ui\/[\w-]+\.module\.css"/.test(text(name)));
    expect(direct).toEqual([]);
  });

  test("need at most 60 lines for a list and 150 for an editor, as CONTRIBUTING says", () => {
    const tooLong = files.flatMap((name) => {
      if (/^ui[\\/]/.test(name)) return [];
      const lists = [...text(name).matchAll(/^export function (\w+)[\s\S]*?^}/gm)]
        .filter(([body]) => /<List(Page|Panel)\b/.test(body) && body.split("\n").length > 60)
        .map((match) => match[1]);
      const editor = text(name).includes("<ItemEditor") && text(name).trimEnd().split("\n").length > 150;
      return editor ? [...lists, name] : lists;
    });
    expect(tooLong).toEqual([]);
  });

  test("leave no form to the browser's own bubbles: CheckedForm shows errors at the fields", () => {
    expect(files.filter((name) => /<form\b(?!\s+noValidate)/.test(text(name)))).toEqual([]);
  });

  test("write no HTML from strings", () => {
    expect(files.filter((name) => text(name).includes("dangerouslySetInnerHTML"))).toEqual([]);
  });

  test("keep no token where scripts of others could read it", () => {
    expect(files.filter((name) => /(local|session)Storage/.test(text(name)))).toEqual([]);
  });
});

describe("the actions", () => {
  test("have names that are theirs alone", () => {
    const names = actions.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("that are in reach together have keys of their own, and none hides a pair that begins with it", () => {
    const keys = [...global, ...ofCampaign].flatMap((action) => action.keys ?? []);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.filter((key) => keys.some((other) => other.startsWith(`${key} `)))).toEqual([]);
  });

  test("do one thing: go somewhere or call something", () => {
    expect(actions.filter(({ go, run }) => Boolean(go) === Boolean(run)).map(({ name }) => name)).toEqual([]);
  });

  test("that can't be taken back ask first", () => {
    expect(actions.filter(({ danger, ask }) => danger && !ask).map(({ name }) => name)).toEqual([]);
  });
});
