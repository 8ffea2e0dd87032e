import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useEffect, useState } from "react";
import type { Handoff } from "@/contract/types";
import { counted } from "@/ui/format";
import classes from "./handoff.module.css";
import { handoffFileQuery } from "./queries";

type HandoffFile = Handoff["assets"][number];

/** The pictures and videos of a post, each to be saved on this device. */
export function HandoffFiles({ files }: { files: HandoffFile[] }) {
  if (files.length === 0) return null;
  return (
    <section
      aria-label={counted(files.length, "file")}
      className={classes.files}
      data-single={files.length === 1 || undefined}
    >
      {files.map((file) => (
        <File key={file.id} file={file} />
      ))}
    </section>
  );
}

function File({ file }: { file: HandoffFile }) {
  const { data } = useQuery(handoffFileQuery(file));
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!data) return;
    const made = URL.createObjectURL(data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [data]);
  return (
    <figure className={classes.file}>
      {url && file.mimeType.startsWith("video/") ? (
        // biome-ignore lint/a11y/useMediaCaption: it is shown only to be recognized
        <video src={url} controls playsInline aria-label={file.altText ?? file.name} />
      ) : url ? (
        <img src={url} alt={file.altText ?? ""} />
      ) : (
        <span className={classes.waiting} aria-hidden />
      )}
      <figcaption>
        <span>{file.name}</span>
        <Button
          component="a"
          size="xs"
          variant="default"
          href={url}
          download={file.name}
          aria-label={`Download ${file.name}`}
          leftSection={<Download size={14} aria-hidden />}
        >
          Download
        </Button>
      </figcaption>
    </figure>
  );
}
