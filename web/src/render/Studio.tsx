import { Button, SegmentedControl } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDebouncedValue, useHotkeys } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Clapperboard, ImageIcon, Sparkles } from "lucide-react";
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { NewRenderPreview } from "@/contract/types";
import { Bone, FormProblem, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { EarlierResults } from "./EarlierResults";
import { previewQuery } from "./previews";
import { providersQuery } from "./queries";
import { SizeChips, StudioStage } from "./StudioStage";
import { StudioTemplates } from "./StudioTemplates";
import { StudioResult, VideoStage } from "./StudioVideo";
import { StudioWords } from "./StudioWords";
import classes from "./studio.module.css";
import {
  type Medium,
  pictureRequest,
  type StudioSize,
  type StudioValues,
  studioParams,
  studioValues,
  type Template,
  videoRequest,
  videoSizes,
} from "./studioValues";

/** How files of the library are shown and chosen; the app hands it in. */
export interface StudioParts {
  thumb: ComponentType<{ assetId: string; alt: string }>;
  picture: ComponentType<{ assetId: string; alt: string }>;
  film: ComponentType<{ assetId: string; label: string }>;
  picker: ComponentType<{ type: "image" | "video"; close: () => void; onPick: (assetId: string) => void }>;
}

/** Takes the chosen files, and the text that describes them for people who can't see them. */
export type OnPicked = (assetIds: string[], about: { medium: Medium; altText: string }) => void;

export interface StudioProps {
  campaignId: string;
  /** The item whose picture this is: it receives the first size by itself. */
  creativeId?: string | undefined;
  words: { headline: string; text: string };
  /** For whom: the name of the item or the campaign. */
  about?: string | undefined;
  /** Takes the chosen files; without it, they stay in the library. */
  onPicked?: OnPicked | undefined;
  close?: (() => void) | undefined;
  /** At the end of the head, for example a button that closes. */
  aside?: ReactNode;
}

/** Words on the left; on the right the templates and sizes that the server draws with them. */
export function Studio(props: StudioProps & { parts: StudioParts }) {
  const providers = useQuery(providersQuery);
  return (
    <Loaded query={providers} skeleton={<Bone height={520} />}>
      {({ items }) => {
        const local = items.find(({ name }) => name === "local");
        return <Board {...props} templates={local?.templates ?? []} sizes={local?.sizes ?? []} />;
      }}
    </Loaded>
  );
}

function Board(props: StudioProps & { parts: StudioParts; templates: Template[]; sizes: StudioSize[] }) {
  const { campaignId, creativeId, words, about, parts, templates, sizes, onPicked, close, aside } = props;
  const form = useForm<StudioValues>({ initialValues: studioValues(words) });
  const { values } = form;
  const video = values.medium === "video";
  const [videoSize, setVideoSize] = useState("1080x1920");
  const [jobId, setJobId] = useState<string>();
  const [settled] = useDebouncedValue(values, 250);
  const base = { campaignId, ...(creativeId ? { creativeId } : {}), params: studioParams(settled) };
  const gallery = useQuery(
    previewQuery({
      ...base,
      drawings: templates.map(({ name }) => ({ template: name, width: 1080, height: 1080 })),
      side: 240,
    } as NewRenderPreview),
  );
  useSuggestions(form, gallery.data);
  const template = templates.find(({ name }) => name === values.template) ?? templates[0];
  const choose = (index: number) => {
    const next = templates[index];
    if (next) form.setFieldValue("template", next.name);
  };
  useHotkeys(templates.slice(0, 9).map((_, index) => [String(index + 1), () => choose(index)]));
  const create = useWrite({
    run: () =>
      take(
        api.POST("/api/render-jobs/create", {
          body: video
            ? videoRequest(values, campaignId, creativeId, videoSize)
            : pictureRequest(values, campaignId, creativeId),
        }),
      ),
    stale: [keys.renders],
    onDone: ({ id }) => setJobId(id),
  });
  const count = values.sizes.length;
  const missing = gallery.data?.missingScripts ?? [];
  return (
    <div className={classes.studio}>
      <header className={classes.head}>
        {close ? <h2 className={classes.title}>Studio</h2> : null}
        <SegmentedControl
          aria-label="Type"
          size="xs"
          data={[
            { value: "image", label: <MediumName icon={<ImageIcon size={14} aria-hidden />} name="Picture" /> },
            { value: "video", label: <MediumName icon={<Clapperboard size={14} aria-hidden />} name="Video" /> },
          ]}
          {...form.getInputProps("medium")}
        />
        {about ? <span className={classes.about}>for “{about}”</span> : null}
        <span className={classes.grow} />
        {aside}
      </header>
      <div className={classes.columns}>
        <StudioWords form={form} template={template} preview={gallery.data} parts={parts} />
        <div className={classes.main}>
          {video ? null : (
            <StudioTemplates
              templates={templates}
              drawings={gallery.data?.drawings}
              busy={gallery.isFetching}
              lacks={lacking(values)}
              value={template?.name}
              onChange={(name) => form.setFieldValue("template", name)}
              onVary={() => form.setFieldValue("seed", 1 + Math.floor(Math.random() * 1_000_000))}
            />
          )}
          <SizeChips
            sizes={video ? videoSizes : sizes}
            value={video ? [videoSize] : values.sizes}
            onChange={(chosen) => {
              if (!video) form.setFieldValue("sizes", chosen);
              else setVideoSize(chosen.find((name) => name !== videoSize) ?? videoSize);
            }}
          />
          <div className={classes.stage}>
            {jobId ? (
              <StudioResult
                key={jobId}
                id={jobId}
                parts={parts}
                altText={values.altText || gallery.data?.altText || ""}
                onPicked={onPicked}
                back={() => setJobId(undefined)}
              />
            ) : video ? (
              <VideoStage campaignId={campaignId} values={values} size={videoSize} />
            ) : (
              <StudioStage base={base} template={values.template} sizes={sizes} chosen={values.sizes} />
            )}
            {jobId ? null : <EarlierResults campaignId={campaignId} parts={parts} onPicked={onPicked} />}
          </div>
        </div>
      </div>
      <footer className={classes.foot}>
        <div className={classes.footWords}>
          <FormProblem error={create.error ?? gallery.error} />
          {missing.length > 0 ? (
            <span className={classes.warn}>Fanfare has no font for this script: {missing.join(", ")}.</span>
          ) : video || jobId ? null : (
            <span>Alt text: “{values.altText || gallery.data?.altText}”</span>
          )}
        </div>
        {close ? (
          <Button variant="default" onClick={close}>
            {jobId ? "Close" : "Cancel"}
          </Button>
        ) : null}
        {jobId ? null : (
          <Button
            leftSection={<Sparkles size={15} aria-hidden />}
            loading={create.isPending}
            disabled={missing.length > 0 || (!video && count === 0)}
            onClick={() => create.mutate()}
          >
            {video ? "Create video" : count === 1 ? "Create 1 picture" : `Create ${count} pictures`}
          </Button>
        )}
      </footer>
    </div>
  );
}

/** Without figures, these look like the headline. */
function lacking({ from, to }: StudioValues) {
  return [...(to.trim() ? [] : ["figure"]), ...(from.trim() && to.trim() ? [] : ["compare"])];
}

function MediumName({ icon, name }: { icon: ReactNode; name: string }) {
  return (
    <span className={classes.medium}>
      {icon}
      {name}
    </span>
  );
}

type Preview = { suggested: { text: string; from: string; to: string; points: string[] }; palette: string };

/** Fills in, once, the figures and points that the words contain, and the palette of the campaign. */
function useSuggestions(form: ReturnType<typeof useForm<StudioValues>>, preview: Preview | undefined) {
  const filled = useRef(false);
  useEffect(() => {
    if (!preview || filled.current) return;
    filled.current = true;
    const { text, from, to, points } = preview.suggested;
    form.setValues((old) => ({
      text,
      from: old.from || from,
      to: old.to || to,
      points: old.points || points.join("\n"),
      palette: old.palette || preview.palette,
      template: to ? "figure" : "announcement",
    }));
  }, [preview, form.setValues]);
}
