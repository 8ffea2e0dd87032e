import { ActionIcon, Button, Group, Menu, Select, Stack, Textarea, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { getRouteApi, Link } from "@tanstack/react-router";
import { ImagePlay, ImagePlus, Plus, X } from "lucide-react";
import { type ComponentType, useState } from "react";
import { api, take } from "@/contract/api";
import { problemOf } from "@/contract/problem";
import { ofCampaign } from "@/contract/queries";
import type { Campaign, Components, Creative } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { Editing } from "@/ui/Editing";
import { humanise } from "@/ui/format";
import { LengthMeter } from "@/ui/LengthMeter";
import { limitOf, socialPlatforms } from "@/ui/lengths";
import { Page, Panel } from "@/ui/Page";
import { PlatformCard } from "@/ui/PlatformCard";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { Status, Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { useFresh } from "@/ui/useFresh";
import { useWrite } from "@/ui/useWrite";
import { creativeActions } from "./actions";
import type { Thumb } from "./CreativeList";
import {
  cardOf,
  composed,
  isFilled,
  partNames,
  partsOf,
  partText,
  placeOf,
  possibleParts,
  type WordPart,
  wordParts,
  writerName,
} from "./components";
import classes from "./creative.module.css";
import { PartField } from "./PartField";
import { Revisions } from "./Revisions";
import { Rewrite } from "./Rewrite";
import { TextTools } from "./TextTools";

/** How assets are chosen is known to the library; the page hands it in. */
export type AssetPicker = ComponentType<{
  type: "image" | "video";
  close: () => void;
  onPick: (assetId: string) => void;
}>;

interface CreativeEditorProps {
  campaign: Campaign;
  creative: Creative;
  thumb: Thumb;
  picker: AssetPicker;
}

const route = getRouteApi("/shell/campaigns/$campaignId/content/creatives/$creativeId");

export function CreativeEditor({ campaign, creative, thumb: Thumb, picker: Picker }: CreativeEditorProps) {
  const { show } = route.useSearch();
  const navigate = route.useNavigate();
  const bound = useActions(creativeActions, creative);
  useOffer(bound);
  const readOnly = !creative.can.includes("changeCreative");
  const form = useForm({ initialValues: valuesOf(creative) });
  const fresh = useFresh(form, creative.version, valuesOf(creative));
  const [added, setAdded] = useState<WordPart[]>([]);
  const [rewriting, setRewriting] = useState<WordPart[]>(["caption"]);
  const [seenOn, setSeenOn] = useState(creative.platform ?? (creative.kind === "email" ? "email" : "linkedin"));
  const [picking, setPicking] = useState<"image" | "video">();
  const { name, brief, ...components } = form.values;
  const parts = [...new Set([...partsOf({ ...creative, components }), ...added])];
  const absent = possibleParts(creative.kind).filter((part) => !parts.includes(part));
  const dirty = form.isDirty();

  const save = useWrite({
    run: async () => {
      const saved = await take(
        api.PATCH("/api/creatives/{id}", {
          params: { path: { id: creative.id } },
          body: {
            ...(name === creative.name ? {} : { name }),
            ...(brief === (creative.brief ?? "") ? {} : { brief: brief || null }),
            components: differing(components, creative.components),
            ...(fresh.version === undefined ? {} : { version: fresh.version }),
          },
        }),
      );
      form.resetDirty();
      return saved;
    },
    stale: [ofCampaign(campaign.id)],
    done: ({ revision }) => `Saved as revision ${revision}.`,
    onRefused: (error) => form.setErrors(partErrors(error)),
  });
  const attach = useWrite({
    run: ({ assetId, component }: { assetId: string; component: "image" | "video" }) =>
      take(
        api.POST("/api/creatives/{id}/assets", { params: { path: { id: creative.id } }, body: { assetId, component } }),
      ),
    stale: [ofCampaign(campaign.id)],
    done: "Attached.",
  });
  const detach = useWrite({
    run: (component: "image" | "video") =>
      take(
        api.PATCH("/api/creatives/{id}", {
          params: { path: { id: creative.id } },
          body: { components: { [component]: null } },
        }),
      ),
    stale: [ofCampaign(campaign.id)],
    done: "Removed.",
  });
  const rewrite = (part?: WordPart) => {
    if (part) setRewriting([part]);
    navigate({ search: (old) => ({ ...old, show: "rewrite" }) });
  };
  const closeRewrite = () => navigate({ search: (old) => ({ ...old, show: undefined }), replace: true });
  const platform = creative.platform ?? seenOn;
  const saveButton = readOnly ? null : (
    <Button type="submit" form="creative" loading={save.isPending} disabled={!dirty}>
      Save
    </Button>
  );
  const media = creative.components.image?.assetId ?? creative.components.video?.posterAssetId ?? undefined;

  return (
    <Page
      title={creative.name}
      crumbs={[
        { label: "Campaigns", to: "/campaigns" },
        { label: campaign.name, to: `/campaigns/${campaign.id}/content` },
      ]}
      beside={
        <>
          {creative.status === "archived" ? <Status value="archived" /> : null}
          <Tag>{placeOf(creative)}</Tag>
        </>
      }
      actions={
        <>
          <ActionButton action={pick(bound, "planCreative")[0]} />
          {saveButton}
          <ActionMenu actions={without(bound, "planCreative")} />
        </>
      }
    >
      <div className={classes.editor}>
        <Stack gap={16} miw={0}>
          {show === "rewrite" ? (
            <Rewrite creative={creative} parts={rewriting} choose={setRewriting} dirty={dirty} close={closeRewrite} />
          ) : null}
          <form
            id="creative"
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate();
            }}
          >
            <Stack gap="md">
              <Editing form="creative" dirty={dirty} fresh={fresh} />
              {fresh.overtaken ? null : <FormProblem error={save.error} />}
              <TextInput
                label="Name"
                readOnly={readOnly}
                required
                withAsterisk={false}
                {...form.getInputProps("name")}
              />
              {parts.map((part) => (
                <PartField
                  key={part}
                  part={part}
                  components={components}
                  platform={platform}
                  readOnly={readOnly}
                  error={form.errors[part] ?? (part === parts[0] ? form.errors.components : undefined)}
                  onChange={(change) => form.setValues(change as Partial<typeof form.values>)}
                  rewrite={creative.can.includes("regenerateCreative") ? () => rewrite(part) : undefined}
                />
              ))}
              <Group justify="space-between" gap="xs">
                {readOnly || absent.length === 0 ? (
                  <span />
                ) : (
                  <Menu position="bottom-start">
                    <Menu.Target>
                      <Button size="xs" variant="default" leftSection={<Plus size={13} aria-hidden />}>
                        Add a part
                      </Button>
                    </Menu.Target>
                    <Menu.Dropdown>
                      {absent.map((part) => (
                        <Menu.Item key={part} onClick={() => setAdded([...added, part])}>
                          {partNames[part]}
                        </Menu.Item>
                      ))}
                    </Menu.Dropdown>
                  </Menu>
                )}
                {limitOf(platform) && creative.kind !== "email" ? (
                  <LengthMeter platform={platform} text={composed(components)} />
                ) : null}
              </Group>
            </Stack>
          </form>
          {readOnly || creative.kind === "email" ? null : (
            <TextTools
              platform={platform}
              text={composed({ caption: components.caption })}
              use={(text) => form.setFieldValue("caption", text)}
            />
          )}
        </Stack>
        <Stack gap={16} miw={0}>
          <Panel
            title="Preview"
            padded={false}
            aside={
              creative.platform || creative.kind === "email" ? null : (
                <Select
                  aria-label="Platform of the preview"
                  size="xs"
                  w={130}
                  allowDeselect={false}
                  value={seenOn}
                  onChange={(value) => value && setSeenOn(value)}
                  data={socialPlatforms.map((known) => ({ value: known, label: platformName(known) }))}
                />
              )
            }
          >
            <PlatformCard
              {...cardOf(creative.kind === "email" ? "email" : platform, components)}
              media={media ? <Thumb assetId={media} alt="Picture in this creative" /> : undefined}
            />
          </Panel>
          <Panel title="Media">
            <Stack gap="sm">
              <FormProblem error={attach.error ?? detach.error} />
              {creative.assets.map(({ assetId, component, name: file }) => (
                <div key={assetId} className={classes.asset}>
                  <span className={classes.assetThumb}>
                    <Thumb
                      assetId={(component === "video" && creative.components.video?.posterAssetId) || assetId}
                      alt=""
                    />
                  </span>
                  <span className={ui.rowMain}>
                    <span className={ui.rowTitle} style={{ display: "block" }}>
                      {file}
                    </span>
                    <span className={ui.rowNote}>{partNames[component] ?? component}</span>
                  </span>
                  {readOnly ? null : (
                    <ActionIcon
                      onClick={() => detach.mutate(component as "image" | "video")}
                      aria-label={`Remove ${file}`}
                    >
                      <X size={15} />
                    </ActionIcon>
                  )}
                </div>
              ))}
              {creative.assets.length === 0 ? (
                <p className={classes.note}>Choose or upload a file, or create a picture from a template.</p>
              ) : null}
              {readOnly ? null : (
                <Group gap="xs">
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<ImagePlus size={14} aria-hidden />}
                    loading={attach.isPending}
                    onClick={() => setPicking(creative.kind === "video" ? "video" : "image")}
                  >
                    Choose from library
                  </Button>
                  <Button
                    renderRoot={(props) => (
                      <Link
                        to="/renders/new"
                        search={{ campaignId: campaign.id, creativeId: creative.id }}
                        {...props}
                      />
                    )}
                    size="xs"
                    variant="default"
                    leftSection={<ImagePlay size={14} aria-hidden />}
                  >
                    Create a picture
                  </Button>
                </Group>
              )}
            </Stack>
          </Panel>
          <Panel title="Brief">
            <Stack gap="sm">
              <Textarea
                aria-label="Brief"
                placeholder="What it should say, to whom, and the call to action."
                autosize
                minRows={2}
                maxRows={10}
                readOnly={readOnly}
                {...form.getInputProps("brief")}
              />
              <dl className={ui.facts}>
                <dt>Source</dt>
                <dd>{creative.mode === "ai" && creative.blogPostId ? "From a blog post" : ways[creative.mode]}</dd>
                <dt>Written by</dt>
                <dd>{humanise(writerName(creative.writer))}</dd>
                {creative.strategyVersion ? (
                  <>
                    <dt>Strategy</dt>
                    <dd>Version {creative.strategyVersion}</dd>
                  </>
                ) : null}
              </dl>
            </Stack>
          </Panel>
          <Revisions creative={creative} />
        </Stack>
      </div>
      {picking ? (
        <Picker
          type={picking}
          close={() => setPicking(undefined)}
          onPick={(assetId) => {
            setPicking(undefined);
            attach.mutate({ assetId, component: picking });
          }}
        />
      ) : null}
    </Page>
  );
}

const ways: Record<Creative["mode"], string> = {
  manual: "Written by a person",
  ai: "From a brief",
  hybrid: "Caption by a person, rest generated",
};

type Values = { name: string; brief: string } & Pick<Components, WordPart>;

function valuesOf({ name, brief, components }: Creative): Values {
  const words = Object.fromEntries(wordParts.map((part) => [part, components[part] ?? null]));
  return { name, brief: brief ?? "", ...words } as Values;
}

/** `components.thread[1]` belongs to the field of the thread. */
function partErrors(error: unknown) {
  const errors = Object.entries(problemOf(error).errors ?? {});
  return Object.fromEntries(
    errors.map(([path, text]) => [path.replace(/^components\./, "").replace(/[[.].*$/, ""), text]),
  );
}

/** What was typed over; what was emptied is taken out. */
function differing(now: Components, before: Components): Components {
  return Object.fromEntries(
    wordParts
      .filter(
        (part) => partText(now[part]) !== partText(before[part]) || isFilled(now[part]) !== isFilled(before[part]),
      )
      .map((part) => [part, isFilled(now[part]) ? written(now[part]) : null]),
  );
}

/** Parts of a thread that are still empty are not sent. */
function written(value: unknown) {
  return Array.isArray(value) ? value.filter((part) => String(part).trim() !== "") : value;
}
