import { Button, FileButton, Group, Progress, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { CircleCheck, Download, FileSpreadsheet, FileUp, Users } from "lucide-react";
import { type DragEvent, useState } from "react";
import { api, saveAs, sendForm, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useTopics } from "@/contract/live";
import { problemOf } from "@/contract/problem";
import type { ContactImport } from "@/contract/types";
import { counted, humanise } from "@/ui/format";
import { Page, Panel } from "@/ui/Page";
import { Bone, Empty, FormProblem, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import table from "@/ui/table.module.css";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import classes from "./audience.module.css";
import { decoded, guess, readTable, type Table, writeTable } from "./csv";

const route = getRouteApi("/shell/audience/import");
const crumbs = [{ label: "Audience", to: "/audience" }];
const fields = [
  { value: "email", label: "E-mail" },
  { value: "firstName", label: "First name" },
  { value: "lastName", label: "Last name" },
  { value: "name", label: "Full name" },
  { value: "timeZone", label: "Time zone" },
  { value: "locale", label: "Language" },
  { value: "tags", label: "Tags" },
  { value: "status", label: "Status" },
  { value: "attribute", label: "Attribute" },
  { value: "ignore", label: "Skip" },
];

/** From a file to contacts: what the columns are, then row by row what became of them. */
export function ImportPage() {
  const { id } = route.useSearch();
  const [file, setFile] = useState<{ file: File; table: Table }>();
  return (
    <Page title="Import contacts" crumbs={crumbs}>
      {id ? <Running id={id} again={() => setFile(undefined)} /> : null}
      {!id && file ? <Mapping {...file} another={() => setFile(undefined)} /> : null}
      {!id && !file ? <Choose onFile={setFile} /> : null}
    </Page>
  );
}

function Choose({ onFile }: { onFile: (chosen: { file: File; table: Table }) => void }) {
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

interface MappingProps {
  file: File;
  table: Table;
  another: () => void;
}

function Mapping({ file, table: read, another }: MappingProps) {
  const navigate = route.useNavigate();
  const [duplicates, setDuplicates] = useState("update");
  const [columns, setColumns] = useState(() =>
    read.columns.map((name) => ({ name, field: guess(name), attribute: name })),
  );
  const set = (index: number, part: Partial<(typeof columns)[number]>) =>
    setColumns((old) => old.map((column, at) => (at === index ? { ...column, ...part } : column)));
  const missing = !columns.some(({ field }) => field === "email");
  const twice = fields.find(
    ({ value }) =>
      !["attribute", "ignore", "tags"].includes(value) && columns.filter(({ field }) => field === value).length > 1,
  );
  const start = useWrite({
    run: () =>
      sendForm<{ importId: string }>("/api/contacts/import", {
        file,
        mapping: JSON.stringify(
          Object.fromEntries(
            columns.map(({ name, field, attribute }) => [
              name,
              field === "attribute" ? `attributes.${attribute.trim() || name}` : field,
            ]),
          ),
        ),
        onDuplicate: duplicates,
      }),
    onDone: ({ importId }) => navigate({ search: { id: importId } }),
  });
  const errors = problemOf(start.error).errors ?? {};
  return (
    <Panel
      title={`Map the columns of ${file.name}`}
      padded={false}
      aside={
        <Button size="xs" variant="default" onClick={another}>
          Choose another file
        </Button>
      }
    >
      <div className={table.scroll}>
        <table className={`${table.table} ${classes.mapping}`}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col" data-left>
                Sample
              </th>
              <th scope="col" data-left>
                Import as
              </th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns have their place as identity; names may repeat
              <tr key={index} data-ignored={column.field === "ignore" || undefined}>
                <th scope="row">{column.name || `Column ${index + 1}`}</th>
                <td data-left>
                  <span className={classes.samples}>
                    {read.rows.slice(0, 3).map((row, at) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: rows have their place as identity
                      <span key={at}>{row[index]?.trim() || "—"}</span>
                    ))}
                  </span>
                </td>
                <td data-left>
                  <Group gap={6} wrap="nowrap">
                    <Select
                      aria-label={`Import ${column.name} as`}
                      size="xs"
                      w={140}
                      allowDeselect={false}
                      data={fields}
                      value={column.field}
                      onChange={(field) => field && set(index, { field })}
                    />
                    {column.field === "attribute" ? (
                      <TextInput
                        aria-label={`Attribute name for ${column.name}`}
                        size="xs"
                        w={140}
                        value={column.attribute}
                        onChange={(event) => set(index, { attribute: event.currentTarget.value })}
                      />
                    ) : null}
                  </Group>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.importFoot}>
        {missing ? <Notice tone="warn">Choose the column with the e-mail address.</Notice> : null}
        {twice ? <Notice tone="warn">{`Two columns are mapped to “${twice.label}”. Keep one.`}</Notice> : null}
        <FormProblem error={start.error} />
        {Object.entries(errors).map(([field, text]) => (
          <Text key={field} size="xs" c="var(--mantine-color-error)">
            {humanise(field)}: {text}
          </Text>
        ))}
        <Group justify="space-between" gap="sm">
          <Group gap="sm">
            <Text id="duplicates">Existing contacts</Text>
            <SegmentedControl
              size="xs"
              aria-labelledby="duplicates"
              value={duplicates}
              onChange={setDuplicates}
              data={[
                { value: "update", label: "Update" },
                { value: "skip", label: "Keep unchanged" },
              ]}
            />
          </Group>
          <Button
            loading={start.isPending}
            disabled={missing || Boolean(twice)}
            leftSection={<FileUp size={15} aria-hidden />}
            onClick={() => start.mutate()}
          >
            Import contacts
          </Button>
        </Group>
      </div>
    </Panel>
  );
}

function Running({ id, again }: { id: string; again: () => void }) {
  const navigate = route.useNavigate();
  useTopics("imports");
  const running = useQuery({
    queryKey: [...keys.imports, id],
    queryFn: () => take(api.GET("/api/imports/{id}", { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data && ["done", "failed"].includes(state.data.state) ? false : 800),
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
