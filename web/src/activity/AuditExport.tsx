import { Anchor, Button, Code, Group, SegmentedControl, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { Download } from "lucide-react";
import { download } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { instantOf, plusDays } from "@/ui/format";
import { Notice } from "@/ui/States";
import { classOptions } from "./auditClasses";
import type { AuditSearch } from "./routes";

/** Downloads the audit trail as a signed file, with the filters of the page to begin with. */
export function AuditExport({ search }: { search: AuditSearch }) {
  const [asking, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" leftSection={<Download size={15} aria-hidden />} onClick={dialog.open}>
        Export
      </Button>
      <FormModal opened={asking} close={dialog.close} title="Export audit trail">
        <ExportForm search={search} close={dialog.close} />
      </FormModal>
    </>
  );
}

interface ExportValues extends Record<string, unknown> {
  format: string;
  class: string | null;
  operation: string;
  from: string | null;
  to: string | null;
}

function ExportForm({ search, close }: { search: AuditSearch; close: () => void }) {
  const { workspace } = useMe();
  const form = useForm<ExportValues>({
    initialValues: {
      format: "ndjson",
      class: search.class ?? null,
      operation: search.operation ?? "",
      from: null,
      to: null,
    },
  });
  const startOf = (day: string) => instantOf(`${day}T00:00`, workspace.timeZone).toISOString();
  const save = useFormWrite(form, {
    run: ({ format, class: kind, operation, from, to }: ExportValues) => {
      const query = new URLSearchParams({ format });
      if (kind) query.set("class", kind);
      if (operation) query.set("operation", operation);
      if (search.kind) query.set("kind", search.kind);
      if (from) query.set("from", startOf(from));
      if (to) query.set("to", startOf(plusDays(to, 1)));
      return download(`/api/audit/export?${query}`, `audit.${format}`);
    },
    stale: [keys.audit],
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Export" close={close}>
      <SegmentedControl
        aria-label="Format"
        data={[
          { value: "ndjson", label: "NDJSON, for programs" },
          { value: "csv", label: "CSV, for spreadsheets" },
        ]}
        {...form.getInputProps("format")}
      />
      <Group grow align="start">
        <DateField label="From" placeholder="The beginning" {...form.getInputProps("from")} />
        <DateField label="To" placeholder="Now" {...form.getInputProps("to")} />
      </Group>
      <Select
        label="Entries"
        placeholder="All entries"
        clearable
        data={classOptions}
        {...form.getInputProps("class")}
      />
      <TextInput
        label="Operation"
        placeholder="All operations, e.g. approveScope"
        {...form.getInputProps("operation")}
      />
      <Notice tone="info" title="The file proves itself">
        <Text size="sm">
          It is signed. A program finds every entry that was changed, removed, added or moved, and entries that a filter
          leaves out keep their place in the chain. Check it without this server:
        </Text>
        <Code block mt={6}>
          ./fanfare verify audit.{form.values.format}
        </Code>
        <Anchor component={Link} to="/guide/audit-trail" size="sm" underline="always">
          What the file proves
        </Anchor>
      </Notice>
    </Form>
  );
}
