import { ActionIcon, Button, Group, Stack } from "@mantine/core";
import { ImagePlay, ImagePlus, X } from "lucide-react";
import { type ComponentType, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Creative } from "@/contract/types";
import { Panel } from "@/ui/Page";
import { withoutPlatform } from "@/ui/platforms";
import { Words } from "@/ui/Row";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { partNames, pictureWords } from "./components";
import classes from "./creative.module.css";
import type { Thumb } from "./Thumb";

/** How assets are chosen is known to the library; the page hands it in. */
export type AssetPicker = ComponentType<{
  type: "image" | "video";
  close: () => void;
  onPick: (assetId: string) => void;
}>;
type Medium = "image" | "video";

/** Pictures and videos are drawn by the Studio; the page hands its drawer in. */
export type Studio = ComponentType<{
  campaignId: string;
  words: { headline: string; text: string };
  about?: string;
  onPicked: (assetIds: string[], about: { medium: Medium; altText: string }) => void;
  close: () => void;
}>;

interface CreativeMediaProps {
  creative: Creative;
  readOnly: boolean;
  thumb: Thumb;
  picker: AssetPicker;
  studio: Studio;
}

/** The picture and the video of a creative: attached at once, without the form. */
export function CreativeMedia({
  creative,
  readOnly,
  thumb: Thumb,
  picker: Picker,
  studio: Studio,
}: CreativeMediaProps) {
  const [picking, setPicking] = useState<Medium>();
  const [drawing, setDrawing] = useState(false);
  const path = { id: creative.id };
  const stale = [keys.campaign(creative.campaignId)];
  const attach = useWrite({
    run: (body: { assetId: string; component: Medium }) =>
      take(api.POST("/api/creatives/{id}/assets", { params: { path }, body })),
    stale,
    done: "File attached.",
  });
  const detach = useWrite({
    run: (component: Medium) =>
      take(api.PATCH("/api/creatives/{id}", { params: { path }, body: { components: { [component]: null } } })),
    stale,
    done: "File removed.",
  });
  return (
    <Panel title="Media">
      <Stack gap="sm">
        <FormProblem error={attach.error ?? detach.error} />
        {creative.assets.map(({ assetId, component, name: file }) => (
          <div key={assetId} className={classes.asset}>
            <span className={classes.assetThumb}>
              <Thumb assetId={(component === "video" && creative.components.video?.posterAssetId) || assetId} alt="" />
            </span>
            <Words title={file} note={partNames[component] ?? component} />
            {readOnly ? null : (
              <ActionIcon onClick={() => detach.mutate(component as Medium)} aria-label={`Remove ${file}`}>
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
              onClick={() => setDrawing(true)}
              size="xs"
              variant="default"
              leftSection={<ImagePlay size={14} aria-hidden />}
            >
              Create a picture
            </Button>
          </Group>
        )}
      </Stack>
      {drawing ? (
        <Studio
          campaignId={creative.campaignId}
          words={pictureWords(creative.components.caption, withoutPlatform(creative.name))}
          about={creative.name}
          close={() => setDrawing(false)}
          onPicked={([assetId], { medium }) => {
            setDrawing(false);
            if (assetId) attach.mutate({ assetId, component: medium });
          }}
        />
      ) : null}
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
    </Panel>
  );
}
