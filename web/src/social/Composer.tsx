import { Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useState } from "react";
import { keys } from "@/contract/keys";
import { problemOf } from "@/contract/problem";
import { platformsQuery } from "@/contract/queries";
import type { Campaign, Creative, Platform } from "@/contract/types";
import { counted, instantOf } from "@/ui/format";
import { crumbsOf, ItemEditor, SaveButton, useEditor } from "@/ui/ItemEditor";
import { Panel } from "@/ui/Page";
import { usePlan } from "@/ui/PlanTime";
import { platformName, withoutPlatform } from "@/ui/platforms";
import { Notice } from "@/ui/States";
import { AccountChoice } from "./AccountChoice";
import { ComposerTime } from "./ComposerTime";
import { PlatformChoice } from "./PlatformChoice";
import { type PicturesProps, PostBesides, PostWords, postValues } from "./PostFields";
import { schedulePosts, shownBy } from "./planning";
import classes from "./social.module.css";
import { useFit } from "./useFit";

interface ComposerProps {
  campaign: Campaign;
  /** The wall clock time it is for, when it is written from the calendar. */
  at?: string | undefined;
  pictures: ComponentType<PicturesProps>;
  /** The creative it starts from. */
  from?: Creative | undefined;
  /** Where that is chosen. */
  begin: ReactNode;
}

const nothing = postValues();

/** One text for one platform or many, at one time or each at its best. */
export function Composer({ campaign, at, pictures, from, begin }: ComposerProps) {
  const router = useRouter();
  const known = useQuery(platformsQuery);
  const states = known.data?.items ?? [];
  const [picked, setPlatforms] = useState<Platform[]>();
  const meant = states.find(({ platform, connected }) => connected && platform === from?.platform)?.platform;
  const platforms: Platform[] = picked ?? [meant ?? "newsroom"];
  const [accounts, setAccounts] = useState<Record<string, string>>({});
  const [best, setBest] = useState(false);
  const plan = usePlan(at ? instantOf(at, campaign.timeZone).toISOString() : undefined, campaign.timeZone);
  const form = useForm({ initialValues: from ? valuesOf(from) : nothing });
  const fit = useFit(campaign.id, form.values, platforms);
  const titled =
    platforms.includes("newsroom") ||
    platforms.some((platform) => states.find((state) => state.platform === platform)?.title);
  const editor = useEditor({
    id: "post",
    form,
    version: undefined,
    current: nothing,
    run: (values) =>
      schedulePosts({ campaign, values, from, titled, platforms, accounts, when: best ? "best" : plan.planned }),
    stale: [keys.campaign(campaign.id), keys.calendar, keys.deliveries],
    done: (made) =>
      made.length === 1
        ? "Post scheduled. It is published once it is approved and the campaign is running."
        : `${counted(made.length, "post")} scheduled. They are published once they are approved and the campaign is running.`,
    onDone: (made) =>
      router.navigate(
        made.length === 1
          ? { to: "/campaigns/$campaignId/content", params: { campaignId: campaign.id } }
          : { to: "/campaigns/$campaignId/calendar", params: { campaignId: campaign.id } },
      ),
  });
  const errors = problemOf(editor.save.error).errors ?? {};

  return (
    <ItemEditor
      editor={editor}
      crumbs={crumbsOf(campaign, "schedule")}
      title="New post"
      save={
        <SaveButton
          editor={editor}
          label={platforms.length > 1 ? `Schedule ${counted(platforms.length, "post")}` : "Schedule post"}
          disabled={platforms.length === 0}
        />
      }
      side={
        <>
          <ComposerTime
            campaign={campaign}
            platforms={platforms}
            plan={plan}
            best={best}
            setBest={setBest}
            errors={errors}
          />
          <Panel>
            <Stack gap="sm">
              <PostBesides form={form} readOnly={false} pictures={pictures} />
            </Stack>
          </Panel>
        </>
      }
    >
      <fieldset className={classes.begin} disabled={editor.dirty}>
        {begin}
      </fieldset>
      {from ? (
        <Notice tone="info" title={`From the creative “${from.name}”`}>
          {meant || !from.platform || from.platform === "newsroom"
            ? "Stays in sync with the creative until you edit the text here."
            : `No ${platformName(from.platform)} account is connected. You can publish it in the newsroom instead.`}
        </Notice>
      ) : null}
      {states.length > 0 ? (
        <PlatformChoice
          platforms={states}
          value={platforms}
          onChange={setPlatforms}
          error={errors.platforms ?? errors.platform}
        />
      ) : null}
      <AccountChoice platforms={platforms} value={accounts} onChange={setAccounts} />
      <PostWords form={form} platforms={platforms} titled={titled} readOnly={false} fit={fit} />
    </ItemEditor>
  );
}

function valuesOf(creative: Creative) {
  return {
    ...nothing,
    title: withoutPlatform(creative.name),
    text: creative.text,
    assetIds: shownBy(creative),
  };
}
