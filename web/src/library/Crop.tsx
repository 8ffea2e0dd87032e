import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Crop as CropIcon } from "lucide-react";
import { lazy, Suspense } from "react";
import { refusedShape, shapeName } from "@/ui/crops";
import { platformName } from "@/ui/platforms";
import { Tag } from "@/ui/status";
import classes from "./library.module.css";
import { assetQuery } from "./queries";
import { useSuited } from "./SuitedPicture";

const CropDialog = lazy(() => import("./CropDialog").then((m) => ({ default: m.CropDialog })));

interface CropProps {
  assetId: string;
  channel?: string | undefined;
  readOnly?: boolean;
  onPick: (assetId: string) => void;
}

/** Crops a picture for a channel, and says what the channel would do to it otherwise. */
export function Crop({ assetId: first, channel, readOnly = false, onPick }: CropProps) {
  const [opened, dialog] = useDisclosure();
  const assetId = useSuited(first, channel);
  const asset = useQuery(assetQuery(assetId)).data;
  const size = asset?.width && asset.height ? { width: asset.width, height: asset.height } : undefined;
  if (!asset || !size || !asset.mimeType.startsWith("image/")) return null;
  const cut = refusedShape(channel, size);
  return (
    <div className={classes.crop}>
      {readOnly || asset.mimeType === "image/gif" ? null : (
        <Button
          size="xs"
          variant="default"
          leftSection={<CropIcon size={14} aria-hidden />}
          onClick={dialog.open}
          aria-label="Crop picture"
        >
          Crop
        </Button>
      )}
      {asset.crop ? <Tag>Cropped {shapeName(asset.crop.ratio)}</Tag> : null}
      {cut && channel ? (
        <p className={classes.cut}>
          {platformName(channel)} takes pictures {cut} and cuts the sides of this one. Crop it to choose what stays.
        </p>
      ) : null}
      {opened ? (
        <Suspense>
          <CropDialog
            assetId={assetId}
            channel={channel}
            close={dialog.close}
            onPick={(made) => {
              dialog.close();
              if (made !== first) onPick(made);
            }}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
