import { Button, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type ComponentType, type ReactNode, useMemo, useState } from "react";
import { api, take } from "@/contract/api";
import { fieldErrors, problemOf } from "@/contract/problem";
import { platformsQuery } from "@/contract/queries";
import type { Campaign, Creative, Platform, Post } from "@/contract/types";
import { Editing } from "@/ui/Editing";
import { EditorFrame } from "@/ui/EditorFrame";
import { counted, instantOf, zoneLabel } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { PlanFields, usePlan } from "@/ui/PlanTime";
import { platformName } from "@/ui/platforms";
import { FormProblem, Notice } from "@/ui/States";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { BestTimes } from "./BestTimes";
import { PlatformChoice } from "./PlatformChoice";
import { described, type PicturesProps, PostBesides, PostWords, postValues } from "./PostFields";
import { accountsQuery } from "./queries";
import classes from "./social.module.css";
import { useFit } from "./useFit";

interface ComposerProps {
  campaign: Campaign;
  /** The wall clock time it is for, when it is written from the calendar. */
  at?: string | undefined;
  pictures: ComponentType<PicturesProps>;
  /** What was written before, to begin with. */
  from?: Creative | undefined;
  /** Where somebody chooses what to begin with. */
  begin: ReactNode;
}

const nothing = postValues();

/** One text for one platform or many, at one time or each at its best. */
export function Composer({ campaign, at, pictures, from, begin }: ComposerProps) {
  const router = useRouter();
  const known = useQuery(platformsQuery);
  const accounts = useQuery(accountsQuery);
  const states = known.data?.items ?? [];
  const [picked, setPlatforms] = useState<Platform[]>();
  const meant = states.find(({ platform, connected }) => connected && platform === from?.platform)?.platform;
  const platforms: Platform[] = picked ?? [meant ?? "newsroom"];
  const [chosen, setChosen] = useState<Record<string, string>>({});
  const [mode, setMode] = useState<"time" | "best">("time");
  const plan = usePlan(at ? instantOf(at, campaign.timeZone).toISOString() : undefined, campaign.timeZone);
  const form = useForm({
    initialValues: from
      ? {
          ...nothing,
          title: from.name.replace(/ · [\w-]+$/, ""),
          text: from.text,
          assetIds: shownBy(from),
        }
      : nothing,
  });
  const fresh = useFresh(form, undefined, nothing);
  const fit = useFit(campaign.id, form.values, platforms);
  const titled =
    platforms.some((platform) => states.find((state) => state.platform === platform)?.title) ||
    platforms.includes("newsroom");
  const several = useMemo(
    () =>
      platforms
        .map((platform) => ({
          platform,
          accounts: (accounts.data?.items ?? []).filter(
            (account) => account.platform === platform && account.status === "connected",
          ),
        }))
        .filter((one) => one.accounts.length > 1),
    [platforms, accounts.data],
  );

  const save = useWrite({
    run: async ({ title, link, text, assetIds, altTexts }: typeof form.values): Promise<Post[]> => {
      // Without pictures of its own a post shows those of its creative; who took them away wants none.
      const follows = from && (assetIds.length > 0 || from.assets.length === 0);
      const words = {
        campaignId: campaign.id,
        ...(follows ? { creativeId: from.id } : {}),
        ...(follows && text === from.text ? {} : { text }),
        ...(follows && String(assetIds) === String(shownBy(from)) ? {} : { assetIds }),
        ...(titled && title ? { title } : {}),
        ...(link ? { link } : {}),
        ...(assetIds.length > 0 ? { altTexts: described({ assetIds, altTexts }) } : {}),
      };
      const account = (platform: Platform) => (chosen[platform] ? { accountId: chosen[platform] } : {});
      const [only] = platforms;
      const when = mode === "best" ? { scheduledFor: "optimal" } : plan.planned;
      let made: Post[];
      if (platforms.length === 1 && only)
        made = [
          await take(
            api.POST("/api/social/schedule", { body: { ...words, ...when, platform: only, ...account(only) } }),
          ),
        ];
      else if (mode === "best")
        made = (
          await take(
            api.POST("/api/social/schedule-multi-platform", { body: { ...words, platforms, accounts: chosen } }),
          )
        ).items;
      else
        made = (
          await take(
            api.POST("/api/social/queue/batch", {
              body: {
                posts: platforms.map((platform) => ({ ...words, ...plan.planned, platform, ...account(platform) })),
              },
            }),
          )
        ).items;
      form.resetDirty();
      return made;
    },
    stale: [["campaign", campaign.id], ["calendar"], ["deliveries"]],
    done: (made) =>
      made.length === 1
        ? "Post scheduled. It is published once it is approved and the campaign is running."
        : `${counted(made.length, "post")} scheduled. They are published once they are approved and the campaign is running.`,
    onDone: (made) =>
      router.navigate(
        made.length === 1
          ? { to: "/campaigns/$campaignId/content", params: { campaignId: campaign.id } }
          : { to: "/campaigns/$campaignId/schedule", params: { campaignId: campaign.id } },
      ),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const errors = problemOf(save.error).errors ?? {};
  const saveButton = (
    <Button type="submit" form="post" loading={save.isPending} disabled={platforms.length === 0}>
      {platforms.length > 1 ? `Schedule ${counted(platforms.length, "post")}` : "Schedule post"}
    </Button>
  );

  return (
    <EditorFrame
      campaign={campaign}
      tab="schedule"
      title="New post"
      form="post"
      actions={saveButton}
      save={saveButton}
      onSubmit={form.onSubmit((values) => save.mutate(values))}
      side={
        <>
          <Panel
            title="When"
            aside={
              <SegmentedControl
                size="xs"
                value={mode}
                onChange={(next) => setMode(next as "time" | "best")}
                aria-label="When"
                data={[
                  { value: "time", label: "Set time" },
                  { value: "best", label: "Best time" },
                ]}
              />
            }
          >
            {mode === "best" ? (
              <Stack gap="sm">
                <BestTimes campaignId={campaign.id} platforms={platforms} />
                <Text size="xs" c="dimmed">
                  {platforms.length > 1
                    ? "Each post gets its own time within the next two weeks."
                    : "Published at the next of these times."}{" "}
                  Times in {zoneLabel(campaign.timeZone)}.
                </Text>
              </Stack>
            ) : (
              <div className={classes.planColumn}>
                <PlanFields plan={plan} />
                {["scheduledFor", "localTime", "timeZone"].map((field) =>
                  errors[field] ? (
                    <p key={field} className={classes.fieldError}>
                      {errors[field]}
                    </p>
                  ) : null,
                )}
              </div>
            )}
          </Panel>
          <Panel>
            <Stack gap="sm">
              <PostBesides form={form} readOnly={false} pictures={pictures} />
            </Stack>
          </Panel>
        </>
      }
    >
      <Editing form="post" dirty={form.isDirty()} fresh={fresh} />
      <FormProblem error={save.error} />
      <fieldset className={classes.begin} disabled={form.isDirty()}>
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
      {several.map(({ platform, accounts: own }) => (
        <Select
          key={platform}
          label={`Account on ${platformName(platform)}`}
          allowDeselect={false}
          required
          withAsterisk={false}
          data={own.map(({ id, handle }) => ({ value: id, label: handle }))}
          value={chosen[platform] ?? null}
          onChange={(id) => id && setChosen((old) => ({ ...old, [platform]: id }))}
        />
      ))}
      <PostWords form={form} platforms={platforms} titled={titled} readOnly={false} fit={fit} />
    </EditorFrame>
  );
}

/** What a creative shows, in its own order. */
function shownBy(creative?: Creative) {
  return creative?.assets.map(({ assetId }) => assetId) ?? [];
}
