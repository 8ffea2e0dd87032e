import { ActionIcon, Button, Group, Textarea } from "@mantine/core";
import { ImagePlay, ImagePlus, X } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { uploadAsset } from "@/contract/api";
import type { Components, Creative, Platform } from "@/contract/types";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { pictureWords } from "./components";
import classes from "./composer.module.css";
import type { AssetPicker, Cropper, Studio as StudioDrawer } from "./media";
import type { Thumb } from "./Thumb";

interface ChannelMediaProps {
  creative: Creative | undefined;
  campaignId: string;
  components: Components;
  channel: Platform | undefined;
  /** Whether the channel has a picture of its own, none, or the shared one. */
  own: "own" | "none" | "shared";
  readOnly: boolean;
  thumb: Thumb;
  picker: AssetPicker;
  studio: StudioDrawer;
  cropper: Cropper;
  onChange: (change: Components) => void;
  /** Shows the shared picture again. */
  onShare: () => void;
}

/** The picture and the video of one channel, with their descriptions. */
export function ChannelMedia(props: ChannelMediaProps) {
  const { creative, campaignId, components, channel, own, readOnly, onChange, onShare } = props;
  const { studio: Studio, cropper: Crop, thumb: Thumb, picker: Picker } = props;
  const [drawing, setDrawing] = useState(false);
  const [picking, setPicking] = useState<"image" | "video">();
  const [over, setOver] = useState(false);
  const upload = useWrite({
    run: uploadAsset,
    onDone: (asset, file: File) => {
      const part = file.type.startsWith("video/") ? "video" : "image";
      onChange({ [part]: { assetId: asset.duplicateOf ?? asset.id } });
    },
  });
  const paste = useRef((_file: File) => {});
  paste.current = (file) => upload.mutate(file);
  useEffect(() => {
    if (readOnly) return;
    const onPaste = ({ clipboardData }: ClipboardEvent) => {
      const file = clipboardData?.files[0];
      // Copied cells and words come with a picture of themselves; then the words are meant.
      if (file && /^(image|video)\//.test(file.type) && !clipboardData.types.includes("text/plain"))
        paste.current(file);
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [readOnly]);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) upload.mutate(file);
  };
  const media = (["image", "video"] as const).flatMap((part) => {
    const known = components[part];
    return known ? [{ part, ...known }] : [];
  });
  if (readOnly && media.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the buttons are the first
    <div
      className={classes.media}
      data-over={over || undefined}
      onDragOver={(event) => {
        if (readOnly) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={readOnly ? undefined : drop}
    >
      {own === "shared" || !channel ? null : (
        <div className={classes.own}>
          <b>{own === "own" ? "Own picture" : "No picture"}</b>
          <span className={classes.grow}>
            {own === "own" ? `Only ${platformName(channel)} shows it.` : `The other channels show the shared picture.`}
          </span>
          {readOnly ? null : (
            <Button size="compact-xs" variant="subtle" onClick={onShare}>
              Use shared picture
            </Button>
          )}
        </div>
      )}
      {media.map(({ part, assetId, altText, posterAssetId }) => (
        <div key={part} className={classes.picture}>
          <div className={classes.shown}>
            <span className={classes.thumb}>
              <Thumb assetId={posterAssetId ?? assetId} alt={altText ?? ""} />
            </span>
          </div>
          <Textarea
            label="Alt text"
            description={`${(altText ?? "").length}/1,500 · describes it for people who can't see it`}
            autosize
            minRows={2}
            maxRows={6}
            maxLength={1500}
            readOnly={readOnly}
            value={altText ?? ""}
            onChange={(event) =>
              onChange({
                [part]: {
                  assetId,
                  ...(posterAssetId ? { posterAssetId } : {}),
                  ...(event.currentTarget.value ? { altText: event.currentTarget.value } : {}),
                },
              })
            }
          />
          {readOnly ? null : (
            <ActionIcon
              onClick={() => onChange({ [part]: null })}
              aria-label={`Remove ${part === "image" ? "picture" : "video"}`}
            >
              <X size={15} />
            </ActionIcon>
          )}
          {part === "image" && !readOnly ? (
            <div className={classes.crop}>
              <Crop
                assetId={assetId}
                channel={channel}
                onPick={(made) => onChange({ image: { assetId: made, ...(altText ? { altText } : {}) } })}
              />
            </div>
          ) : null}
        </div>
      ))}
      <FormProblem error={upload.error} />
      {readOnly ? null : (
        <Group gap="xs">
          <Button
            size="xs"
            variant="default"
            leftSection={<ImagePlus size={14} aria-hidden />}
            loading={upload.isPending}
            onClick={() => setPicking(creative?.kind === "video" ? "video" : "image")}
          >
            {media.length > 0 ? "Replace" : "Choose picture"}
          </Button>
          <Button
            onClick={() => setDrawing(true)}
            size="xs"
            variant="default"
            leftSection={<ImagePlay size={14} aria-hidden />}
          >
            Create a picture
          </Button>
          {media.length === 0 ? <span className={classes.hint}>or drop or paste a picture or video here</span> : null}
        </Group>
      )}
      {drawing ? (
        <Studio
          campaignId={campaignId}
          words={pictureWords(components.caption, creative?.name ?? "")}
          {...(creative ? { about: creative.name } : {})}
          close={() => setDrawing(false)}
          onPicked={([assetId], { medium, altText }) => {
            setDrawing(false);
            if (assetId) onChange({ [medium]: { assetId, ...(altText ? { altText } : {}) } });
          }}
        />
      ) : null}
      {picking ? (
        <Picker
          type={picking}
          close={() => setPicking(undefined)}
          onPick={(assetId) => {
            setPicking(undefined);
            onChange({ [picking]: { assetId } });
          }}
        />
      ) : null}
    </div>
  );
}
