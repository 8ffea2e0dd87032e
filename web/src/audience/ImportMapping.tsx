import { Button, Group, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { FileUp } from "lucide-react";
import { useState } from "react";
import { sendForm } from "@/contract/api";
import { problemOf } from "@/contract/problem";
import { humanise } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { FormProblem, Notice } from "@/ui/States";
import table from "@/ui/table.module.css";
import { useWrite } from "@/ui/useWrite";
import classes from "./audience.module.css";
import { guess, type Table } from "./csv";
import { route } from "./ImportPage";

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

interface ImportMappingProps {
  file: File;
  table: Table;
  another: () => void;
}

export function ImportMapping({ file, table: read, another }: ImportMappingProps) {
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
