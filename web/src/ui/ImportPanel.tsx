import { Button, FileButton } from "@mantine/core";
import { FileSpreadsheet, FileUp, type LucideIcon } from "lucide-react";
import { type DragEvent, useState } from "react";
import { ImportMapping } from "./ImportMapping";
import { ImportReport } from "./ImportReport";
import classes from "./import.module.css";
import { Panel } from "./Page";
import { Empty } from "./States";

/** What a room imports from files: everything that differs between contacts, posts and figures. */
export interface ImportKind {
  /** The operation that imports; its preview is at `/preview` below it. */
  path: string;
  /** One imported thing, such as `contact`. */
  noun: string;
  /** What a file must contain. */
  hint: string;
  /** The labels of fields; others are shown by their names. */
  labels: Record<string, string>;
  /** What to do about a file that lacks something, by the code of the question. */
  advice: Record<string, string>;
  /** Rows of what exists already can update it or leave it unchanged. */
  duplicates?: boolean;
  /** Where the imported things are. */
  view: { label: string; to: string; icon: LucideIcon };
}

interface ImportPanelProps {
  kind: ImportKind;
  /** The import that is running or done. */
  id: string | undefined;
  onId: (id: string | undefined) => void;
}

/** From a file to its columns, its first rows, and what was imported. */
export function ImportPanel({ kind, id, onId }: ImportPanelProps) {
  const [file, setFile] = useState<File>();
  if (id)
    return (
      <ImportReport
        kind={kind}
        id={id}
        another={() => {
          setFile(undefined);
          onId(undefined);
        }}
      />
    );
  if (file) return <ImportMapping kind={kind} file={file} another={() => setFile(undefined)} onStarted={onId} />;
  return <ChooseFile hint={kind.hint} onFile={setFile} />;
}

function ChooseFile({ hint, onFile }: { hint: string; onFile: (file: File) => void }) {
  const [over, setOver] = useState(false);
  const take = (file: File | null | undefined) => file && onFile(file);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <Panel padded={false}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first */}
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
        <Empty icon={FileSpreadsheet} title="Drop a CSV file here" text={hint}>
          <FileButton accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" onChange={take}>
            {(props) => (
              <Button {...props} leftSection={<FileUp size={15} aria-hidden />}>
                Choose file
              </Button>
            )}
          </FileButton>
        </Empty>
      </div>
    </Panel>
  );
}
