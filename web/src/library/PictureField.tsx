import { ActionIcon, Button, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ImagePlus, X } from "lucide-react";
import { type DragEvent, useState } from "react";
import { uploadAsset } from "@/contract/api";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AssetPicker } from "./AssetPicker";
import { Crop } from "./Crop";
import classes from "./library.module.css";
import { Picture } from "./Picture";

interface PictureFieldProps {
  value: string[];
  onChange: (assetIds: string[]) => void;
  onCrop: (from: string, to: string) => void;
  readOnly: boolean;
  channel?: string | undefined;
  error?: React.ReactNode;
}

export function PictureField({ value, onChange, onCrop, readOnly, channel, error }: PictureFieldProps) {
  const [over, setOver] = useState(false);
  const [picking, picker] = useDisclosure();
  const upload = useWrite({
    run: uploadAsset,
    onDone: (asset) => onChange([asset.duplicateOf ?? asset.id]),
  });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer.files[0];
    if (file) upload.mutate(file);
  };
  const choose = (
    <Button
      size="xs"
      variant="default"
      leftSection={<ImagePlus size={14} aria-hidden />}
      loading={upload.isPending}
      onClick={picker.open}
    >
      {value.length > 0 ? "Replace picture" : "Choose picture"}
    </Button>
  );

  return (
    <div>
      <Text fw={500} mb={4}>
        Picture
      </Text>
      {value.map((assetId) => (
        <div key={assetId} className={classes.frame}>
          <Picture assetId={assetId} alt="Picture in this post" />
          {readOnly ? null : (
            <ActionIcon
              className={classes.remove}
              variant="default"
              onClick={() => onChange(value.filter((other) => other !== assetId))}
              aria-label="Remove picture"
            >
              <X size={15} />
            </ActionIcon>
          )}
          {readOnly ? null : <Crop assetId={assetId} channel={channel} onPick={(made) => onCrop(assetId, made)} />}
        </div>
      ))}
      {readOnly ? (
        value.length === 0 ? (
          <Text c="dimmed">No picture</Text>
        ) : null
      ) : value.length > 0 ? (
        choose
      ) : (
        // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first
        <div
          className={classes.drop}
          data-over={over || undefined}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <Text size="xs" c="dimmed">
            Drop a PNG, JPEG, WebP or GIF here
          </Text>
          {choose}
        </div>
      )}
      {picking ? (
        <AssetPicker
          type="image"
          close={picker.close}
          onPick={(assetId) => {
            onChange([assetId]);
            picker.close();
          }}
        />
      ) : null}
      <FormProblem error={upload.error} />
      {error ? (
        <Text size="xs" c="var(--mantine-color-error)" mt={4}>
          {error}
        </Text>
      ) : null}
    </div>
  );
}
