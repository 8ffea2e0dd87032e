import { Button, Group, Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Download, Users } from "lucide-react";
import { api, saveAs, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ContactImport } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { Bone, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import classes from "./audience.module.css";
import { writeTable } from "./csv";
import { route } from "./ImportPage";

export function ImportProgress({ id, again }: { id: string; again: () => void }) {
  const navigate = route.useNavigate();
  const running = useQuery({
    queryKey: [...keys.imports, id],
    queryFn: () => take(api.GET("/api/imports/{id}", { params: { path: { id } } })),
  });
  return (
    <Loaded
      query={running}
      skeleton={
        <Panel>
          <Bone height={120} />
        </Panel>
      }
    >
      {(known) => (
        <>
          <Panel title={known.fileName} aside={<Status value={known.state} />}>
            {known.state === "done" ? (
              <p className={classes.done}>
                <CircleCheck size={18} aria-hidden />
                {counted(known.rows, "row")} read: {counted(known.created, "contact")} added,{" "}
                {known.updated.toLocaleString("en")} updated.
              </p>
            ) : known.state === "failed" ? (
              <Notice tone="bad" title="Import failed">
                {known.errors[0]?.message ?? "The rest of the file wasn't read. Try again."}
              </Notice>
            ) : (
              <>
                <Progress
                  value={known.rows > 0 ? (known.processed / known.rows) * 100 : 0}
                  aria-label="Rows read"
                  mb={8}
                />
                <Text size="xs" c="dimmed" aria-live="polite">
                  {known.processed.toLocaleString("en")} of {counted(known.rows, "row")}. You can leave this page.
                </Text>
              </>
            )}
            <dl className={classes.tally}>
              {(["created", "updated", "skipped", "rejected"] as const).map((name) => (
                <div key={name}>
                  <dt>{humanise(name)}</dt>
                  <dd data-tone={name === "rejected" && known.rejected > 0 ? "bad" : undefined}>
                    {known[name].toLocaleString("en")}
                  </dd>
                </div>
              ))}
            </dl>
            {known.state === "done" || known.state === "failed" ? (
              <Group gap="xs" mt="md">
                <Button
                  renderRoot={(props) => <Link to="/audience" {...props} />}
                  leftSection={<Users size={15} aria-hidden />}
                >
                  View contacts
                </Button>
                <Button
                  variant="default"
                  onClick={() => {
                    again();
                    navigate({ search: {} });
                  }}
                >
                  Import another file
                </Button>
              </Group>
            ) : null}
          </Panel>
          {known.errors.length > 0 ? <RowErrors known={known} /> : null}
        </>
      )}
    </Loaded>
  );
}

function RowErrors({ known }: { known: ContactImport }) {
  const save = () =>
    saveAs(
      new Blob(
        [
          writeTable([
            ["row", "column", "message"],
            ...known.errors.map(({ row, column, message }) => [row, column ?? "", message]),
          ]),
        ],
        { type: "text/csv" },
      ),
      `${known.fileName.replace(/\.\w+$/, "")}-errors.csv`,
    );
  return (
    <div className={classes.rowErrors}>
      <Panel
        title={`${counted(known.rejected, "row")} rejected`}
        padded={false}
        aside={
          <Button size="xs" variant="default" leftSection={<Download size={13} aria-hidden />} onClick={save}>
            Download
          </Button>
        }
      >
        <ul className={ui.rows}>
          {known.errors.slice(0, 50).map(({ row, column, message }) => (
            <li key={`${row} ${column} ${message}`} className={ui.row}>
              <span className={classes.rowNumber}>Row {row}</span>
              <span className={ui.rowMain} style={{ overflowWrap: "anywhere" }}>
                {column ? <b>{column}: </b> : null}
                {message}
              </span>
            </li>
          ))}
        </ul>
        {known.errors.length > 50 ? (
          <p className={classes.previewFoot}>Showing 50 of {known.errors.length}. Download the file to see all.</p>
        ) : null}
      </Panel>
    </div>
  );
}
