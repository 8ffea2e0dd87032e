import { Button, Checkbox, Group, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { sendForm } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { ImportPreview } from "@/contract/types";
import { counted } from "./format";
import type { ImportKind } from "./ImportPanel";
import { ImportRows } from "./ImportRows";
import classes from "./import.module.css";
import { Panel } from "./Page";
import { Bone, Failed, FormProblem, Notice } from "./States";
import table from "./table.module.css";
import { useWrite } from "./useWrite";

const encodings = [
  "UTF-8",
  "UTF-16LE",
  "UTF-16BE",
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1253",
  "windows-1254",
  "ISO-8859-1",
  "ISO-8859-2",
  "ISO-8859-15",
  "x-MacRoman",
  "IBM850",
  "Shift_JIS",
  "EUC-JP",
  "ISO-2022-JP",
  "GB18030",
  "Big5",
  "EUC-KR",
];
const delimiters: Record<string, string> = { ",": "commas", ";": "semicolons", "\t": "tabs" };

interface ImportMappingProps {
  kind: ImportKind;
  file: File;
  another: () => void;
  onStarted: (id: string) => void;
}

/** The format and columns of a file as the server reads them, which can be corrected, and its first rows. */
export function ImportMapping({ kind, file, another, onStarted }: ImportMappingProps) {
  const [header, setHeader] = useState(true);
  const [encoding, setEncoding] = useState<string>();
  const [mapping, setMapping] = useState<Record<string, string>>({});
  const [duplicates, setDuplicates] = useState("update");
  const parts = {
    file,
    header: header ? undefined : "false",
    encoding,
    mapping: Object.keys(mapping).length > 0 ? JSON.stringify(mapping) : undefined,
  };
  const preview = useQuery({
    queryKey: [...keys.importPreviews, kind.path, file.name, file.size, file.lastModified, header, encoding, mapping],
    queryFn: () => sendForm<ImportPreview>(`${kind.path}/preview`, parts),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const start = useWrite({
    run: () =>
      sendForm<{ importId: string }>(kind.path, { ...parts, onDuplicate: kind.duplicates ? duplicates : undefined }),
    onDone: ({ importId }) => onStarted(importId),
  });
  const seen = preview.data;
  const map = (column: string, field: string) =>
    setMapping((old) => {
      const others = seen?.columns.filter((other) => other.header !== column && other.field === field) ?? [];
      const single = field !== "ignore" && !isOther(field);
      const free = seen?.fields.find(isOther);
      const freed = single
        ? others.map(({ header: name }) => [name, free ? otherField(free, name) : "ignore"] as const)
        : [];
      return { ...old, ...Object.fromEntries(freed), [column]: field };
    });
  const choose = (
    <Button size="xs" variant="default" onClick={another}>
      Choose another file
    </Button>
  );
  if (!seen)
    return (
      <Panel title={file.name} aside={choose}>
        {preview.error ? <Failed error={preview.error} retry={() => preview.refetch()} /> : <Bone height={180} />}
      </Panel>
    );
  return (
    <div className={classes.steps} aria-busy={preview.isFetching}>
      <Panel title={`Map the columns of ${file.name}`} padded={false} aside={choose}>
        <div className={classes.format}>
          <Text size="xs" c="dimmed">
            {counted(seen.totalRows, "row")}, separated by {delimiters[seen.detected.delimiter] ?? "commas"}
          </Text>
          <Checkbox
            size="xs"
            label="First row contains column names"
            checked={header}
            onChange={(event) => {
              setHeader(event.currentTarget.checked);
              setMapping({});
            }}
          />
          <Group gap={8} wrap="nowrap">
            <Text id="encoding" size="xs">
              Encoding
            </Text>
            <Select
              aria-labelledby="encoding"
              size="xs"
              w={150}
              searchable
              allowDeselect={false}
              data={[...new Set([seen.detected.encoding, ...encodings])]}
              value={encoding ?? seen.detected.encoding}
              onChange={(value) => setEncoding(value ?? undefined)}
            />
          </Group>
        </div>
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
              {seen.columns.map((column, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns have their place as identity; names may repeat
                <tr key={index} data-ignored={column.field === "ignore" || undefined}>
                  <th scope="row">{column.header || `Column ${index + 1}`}</th>
                  <td data-left>
                    <span className={classes.samples}>
                      {seen.sample.slice(0, 3).map(({ row, cells }) => (
                        <span key={row}>{cells[index]?.trim() || "—"}</span>
                      ))}
                    </span>
                  </td>
                  <td data-left>
                    <FieldSelect column={column} fields={seen.fields} labels={kind.labels} onField={map} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <div className={classes.foot}>
          {preview.error ? <FormProblem error={preview.error} /> : null}
          {seen.questions.map(({ code, message }) => (
            <Notice key={message} tone="warn">
              {kind.advice[code] ?? message}
            </Notice>
          ))}
          <FormProblem error={start.error} />
          <Group justify="space-between" gap="sm">
            {kind.duplicates ? (
              <Group gap="sm">
                <Text id="duplicates">Existing {kind.noun}s</Text>
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
            ) : (
              <span />
            )}
            <Button
              loading={start.isPending}
              disabled={!seen.ready || Boolean(preview.error) || preview.isPlaceholderData}
              leftSection={<FileUp size={15} aria-hidden />}
              onClick={() => start.mutate()}
            >
              Import {kind.noun}s
            </Button>
          </Group>
        </div>
      </Panel>
      <ImportRows preview={seen} />
    </div>
  );
}

/** A field that any column can have under its own name: `attributes.City`, listed as `attributes.<name>`. */
function isOther(field: string) {
  return field.includes(".");
}

function otherField(template: string, name: string) {
  return `${template.slice(0, template.indexOf(".") + 1)}${name.trim() || "Column"}`;
}

interface FieldSelectProps {
  column: ImportPreview["columns"][number];
  fields: string[];
  labels: Record<string, string>;
  onField: (column: string, field: string) => void;
}

function FieldSelect({ column, fields, labels, onField }: FieldSelectProps) {
  const template = fields.find(isOther);
  const other = isOther(column.field);
  const [name, setName] = useState<string>();
  const named = column.field.slice(column.field.indexOf(".") + 1);
  return (
    <div className={classes.field}>
      <Select
        aria-label={`Import ${column.header} as`}
        size="xs"
        w={140}
        allowDeselect={false}
        data={fields.map((value) => ({ value, label: labels[value] ?? value }))}
        value={other ? (template ?? column.field) : column.field}
        onChange={(field) => field && onField(column.header, isOther(field) ? otherField(field, column.header) : field)}
      />
      {other && template ? (
        <TextInput
          aria-label={`Attribute name for ${column.header}`}
          size="xs"
          w={140}
          value={name ?? named}
          onChange={(event) => setName(event.currentTarget.value)}
          onBlur={() => {
            if (name?.trim() && name.trim() !== named) onField(column.header, otherField(template, name));
            setName(undefined);
          }}
        />
      ) : null}
    </div>
  );
}
