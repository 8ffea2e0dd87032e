import { Button, CloseButton, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { ArchiveX, CircleAlert, CircleCheck, Copy, Loader } from "lucide-react";
import { bytes, counted } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Grow } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Note } from "@/ui/Row";
import classes from "./library.module.css";
import type { LibrarySearch } from "./routes";
import type { Upload } from "./useUploads";

const faces: Record<Upload["state"], { icon: typeof Copy; tone: string; word: string }> = {
  waiting: { icon: Loader, tone: "neutral", word: "Waiting" },
  sending: { icon: Loader, tone: "accent", word: "Uploading" },
  done: { icon: CircleCheck, tone: "good", word: "Uploaded" },
  known: { icon: Copy, tone: "info", word: "Already in the library" },
  archived: { icon: ArchiveX, tone: "warn", word: "Archived" },
  refused: { icon: CircleAlert, tone: "bad", word: "Rejected" },
};

interface UploadsProps {
  uploads: Upload[];
  decide: (upload: Upload, restore: boolean) => void;
  clear: () => void;
}

/** The uploads of this visit with their state. */
export function Uploads({ uploads, decide, clear }: UploadsProps) {
  const busy = uploads.filter(({ state }) => state === "sending" || state === "waiting").length;
  return (
    <Panel
      title={
        <span aria-live="polite">
          {busy > 0 ? `Uploading ${counted(busy, "file")}` : counted(uploads.length, "upload")}
        </span>
      }
      padded={false}
      aside={busy > 0 ? null : <CloseButton onClick={clear} aria-label="Clear the list of uploads" />}
    >
      <RowList>
        {uploads.slice(0, 50).map((upload) => {
          const { icon: Icon, tone, word } = faces[upload.state];
          const id = upload.asset?.duplicateOf ?? upload.asset?.id;
          return (
            <li
              key={upload.id}
              className={classes.upload}
              data-tone={tone}
              data-spin={upload.state === "sending" || undefined}
            >
              <Icon size={15} aria-hidden />
              <Grow>
                {id ? (
                  <Link to="/library" search={((old: LibrarySearch) => ({ ...old, id })) as never} resetScroll={false}>
                    {upload.file.name}
                  </Link>
                ) : (
                  upload.file.name
                )}
                {upload.error ? <small>{upload.error}</small> : null}
                {upload.state === "archived" ? <small>This file is in the library, but archived.</small> : null}
              </Grow>
              {upload.state === "archived" ? (
                <Group gap={6} wrap="nowrap">
                  <Button size="xs" variant="default" onClick={() => decide(upload, true)}>
                    Restore
                  </Button>
                  <Button size="xs" variant="default" onClick={() => decide(upload, false)}>
                    Upload as new
                  </Button>
                </Group>
              ) : null}
              <Note>
                {word} · {bytes(upload.file.size)}
              </Note>
            </li>
          );
        })}
      </RowList>
    </Panel>
  );
}
