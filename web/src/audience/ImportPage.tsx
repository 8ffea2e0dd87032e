import { Button, FileButton } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { FileSpreadsheet, FileUp } from "lucide-react";
import { type DragEvent, useState } from "react";
import { Page, Panel } from "@/ui/Page";
import { Empty, Notice } from "@/ui/States";
import classes from "./audience.module.css";
import { decoded, readTable, type Table } from "./csv";
import { ImportMapping } from "./ImportMapping";
import { ImportProgress } from "./ImportProgress";

export const route = getRouteApi("/shell/audience/import");
const crumbs = [{ label: "Audience", to: "/audience" }];

/** From a file to contacts: what the columns are, then row by row what became of them. */
export function ImportPage() {
  const { id } = route.useSearch();
  const [file, setFile] = useState<{ file: File; table: Table }>();
  return (
    <Page title="Import contacts" crumbs={crumbs}>
      {id ? <ImportProgress id={id} again={() => setFile(undefined)} /> : null}
      {!id && file ? <ImportMapping {...file} another={() => setFile(undefined)} /> : null}
      {!id && !file ? <Choose onFile={setFile} /> : null}
    </Page>
  );
}

export function Choose({ onFile }: { onFile: (chosen: { file: File; table: Table }) => void }) {
  const [over, setOver] = useState(false);
  const [wrong, setWrong] = useState<string>();
  const take = async (file: File | null) => {
    if (!file) return;
    const found = readTable(decoded(new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer())));
    if (found.columns.length === 0 || file.size === 0) setWrong(`${file.name} is empty.`);
    else if (found.columns.join("").includes("\0"))
      setWrong(`${file.name} isn't a text file. Save the spreadsheet as CSV (UTF-8) and try again.`);
    else onFile({ file, table: found });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0] ?? null);
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
        <Empty
          icon={FileSpreadsheet}
          title="Drop a CSV file here"
          text="The first row contains column names, separated by commas, semicolons or tabs. One column must contain e-mail addresses."
        >
          <FileButton accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" onChange={take}>
            {(props) => (
              <Button {...props} leftSection={<FileUp size={15} aria-hidden />}>
                Choose file
              </Button>
            )}
          </FileButton>
        </Empty>
        {wrong ? <Notice tone="bad">{wrong}</Notice> : null}
      </div>
    </Panel>
  );
}
