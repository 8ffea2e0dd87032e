import { Button, Group, Progress, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleCheck, Download } from "lucide-react";
import { api, download, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { FileImport } from "@/contract/types";
import { counted, humanise } from "./format";
import type { ImportKind } from "./ImportPanel";
import classes from "./import.module.css";
import { Panel } from "./Page";
import ui from "./row.module.css";
import { Bone, FormProblem, Loaded, Notice } from "./States";
import { Status } from "./status";
import { useWrite } from "./useWrite";

/** The progress of an import, and its result. */
export function ImportReport({ kind, id, another }: { kind: ImportKind; id: string; another: () => void }) {
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
        <div className={classes.steps}>
          <Panel title={known.fileName} aside={<Status value={known.state} />}>
            <div className={classes.outcome}>
              <Outcome known={known} noun={kind.noun} />
              {known.warnings.map((warning) => (
                <Notice key={warning} tone="warn">
                  {warning}
                </Notice>
              ))}
            </div>
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
                  renderRoot={(props) => <Link to={kind.view.to} {...props} />}
                  leftSection={<kind.view.icon size={15} aria-hidden />}
                >
                  {kind.view.label}
                </Button>
                <Button variant="default" onClick={another}>
                  Import another file
                </Button>
              </Group>
            ) : null}
          </Panel>
          {known.errors.length > 0 ? <RejectedRows known={known} /> : null}
        </div>
      )}
    </Loaded>
  );
}

function Outcome({ known, noun }: { known: FileImport; noun: string }) {
  if (known.state === "done")
    return (
      <p className={classes.done}>
        <CircleCheck size={18} aria-hidden />
        {counted(known.rows, "row")} read: {counted(known.created, noun)} added, {known.updated.toLocaleString("en")}{" "}
        updated.
      </p>
    );
  if (known.state === "failed")
    return (
      <Notice tone="bad" title="Import failed">
        {known.error ?? "The rest of the file wasn't read. Try again."}
      </Notice>
    );
  return (
    <>
      <Progress value={known.rows > 0 ? (known.processed / known.rows) * 100 : 0} aria-label="Rows imported" mb={8} />
      <Text size="xs" c="dimmed" aria-live="polite">
        {known.processed.toLocaleString("en")} of {counted(known.rows, "row")}. You can leave this page.
      </Text>
    </>
  );
}

function RejectedRows({ known }: { known: FileImport }) {
  const save = useWrite({
    run: () => download(`/api/imports/${known.id}/rejected`, `${known.fileName.replace(/\.\w+$/, "")}-rejected.csv`),
  });
  return (
    <Panel
      title={`${counted(known.rejected, "row")} rejected`}
      padded={false}
      aside={
        <Button
          size="xs"
          variant="default"
          loading={save.isPending}
          leftSection={<Download size={13} aria-hidden />}
          onClick={() => save.mutate()}
        >
          Download rows
        </Button>
      }
    >
      {save.error ? <FormProblem error={save.error} /> : null}
      <ul className={ui.rows}>
        {known.errors.slice(0, 50).map(({ row, column, message }) => (
          <li key={row} className={ui.row}>
            <span className={classes.rowNumber}>Row {row}</span>
            <span className={ui.rowMain} style={{ overflowWrap: "anywhere" }}>
              {column ? <b>{column}: </b> : null}
              {message}
            </span>
          </li>
        ))}
      </ul>
      <p className={classes.note}>
        {known.rejected > 50 ? `Showing 50 of ${known.rejected.toLocaleString("en")}. ` : ""}
        Download the rows, correct them and import the file again.
      </p>
    </Panel>
  );
}
