import { Button, FileButton } from "@mantine/core";
import { Upload } from "lucide-react";
import { useMemo, useRef } from "react";
import { useOffer } from "@/ui/actions";

/** Chooses files to upload; its shortcut is offered once for a page, whose empty list may repeat the button. */
export function UploadButton({ onFiles, offered }: { onFiles: (files: File[]) => void; offered?: boolean }) {
  const button = useRef<HTMLButtonElement>(null);
  useOffer(
    useMemo(
      () =>
        offered
          ? [
              {
                name: "uploadAsset",
                label: "Upload files",
                icon: Upload,
                group: "Library",
                keys: "u",
                running: false,
                perform: () => button.current?.click(),
              },
            ]
          : [],
      [offered],
    ),
  );
  return (
    <FileButton multiple onChange={onFiles}>
      {({ onClick }) => (
        <Button ref={button} onClick={onClick} leftSection={<Upload size={15} aria-hidden />}>
          Upload
        </Button>
      )}
    </FileButton>
  );
}
