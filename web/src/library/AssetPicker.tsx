import { Button, FileButton, Group, Modal, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { ImagePlus, Images, Search } from "lucide-react";
import { useState } from "react";
import { uploadAsset } from "@/contract/api";
import { keys } from "@/contract/keys";
import { Bone, Empty, FormProblem, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import { AssetFace } from "./AssetFace";
import classes from "./library.module.css";
import { assetsQuery } from "./queries";

interface AssetPickerProps {
  type: "image" | "video";
  close: () => void;
  onPick: (assetId: string) => void;
}

const accepted = {
  image: "image/png,image/jpeg,image/webp,image/gif",
  video: "video/mp4,video/webm,video/quicktime",
};

/** Chooses one thing of the library, or puts a new one there. */
export function AssetPicker({ type, close, onPick }: AssetPickerProps) {
  const [words, setWords] = useState("");
  const [fileName] = useDebouncedValue(words.trim(), 200);
  const assets = useQuery(assetsQuery({ type, limit: 60, ...(fileName ? { fileName } : {}) }));
  const upload = useWrite({
    run: uploadAsset,
    stale: [keys.assets],
    onDone: (asset) => onPick(asset.duplicateOf ?? asset.id),
  });
  return (
    <Modal opened onClose={close} size={760} title={type === "image" ? "Choose a picture" : "Choose a video"}>
      <Stack gap="sm">
        <Group gap="xs">
          <TextInput
            aria-label="Search the library"
            placeholder="Search by name"
            leftSection={<Search size={15} aria-hidden />}
            flex={1}
            value={words}
            onChange={(event) => setWords(event.currentTarget.value)}
            data-autofocus
          />
          <FileButton accept={accepted[type]} onChange={(file) => file && upload.mutate(file)}>
            {(props) => (
              <Button
                {...props}
                variant="default"
                leftSection={<ImagePlus size={15} aria-hidden />}
                loading={upload.isPending}
              >
                Upload
              </Button>
            )}
          </FileButton>
        </Group>
        <FormProblem error={upload.error} />
        <Loaded query={assets} skeleton={<Bone height={220} />}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty
                icon={Images}
                title={fileName ? `No files match “${fileName}”` : "No files yet"}
                text="Upload a file. Identical files are stored once."
              />
            ) : (
              <ul className={classes.picks}>
                {items.map((asset) => (
                  <li key={asset.id}>
                    <button type="button" className={classes.pick} onClick={() => onPick(asset.id)}>
                      <AssetFace asset={asset} />
                      <span>{asset.assetName}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Loaded>
      </Stack>
    </Modal>
  );
}
