import { NumberInput, Select, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "@/contract/queries";
import { type Campaign, type CampaignStatus, campaignTypes, priorities } from "@/contract/types";
import type { BulkFormProps } from "@/ui/BulkBar";
import { BulkChoice } from "@/ui/BulkChoice";
import { TagsField } from "@/ui/fields";
import { humanise } from "@/ui/format";
import { campaignStatusName } from "@/ui/status";

type Props = BulkFormProps<Campaign>;

interface OneProps {
  form: Props;
  label: string;
  data: { value: string; label: string }[];
}

function One({ form, label, data }: OneProps) {
  const [chosen, choose] = useState<string | null>(null);
  return (
    <BulkChoice form={form} label="Apply" value={chosen}>
      <Select label={label} placeholder="Choose" searchable data={data} value={chosen} onChange={choose} />
    </BulkChoice>
  );
}

const named = (values: string[]) => values.map((value) => ({ value, label: humanise(value) }));

export function PriorityForm(form: Props) {
  return <One form={form} label="Priority" data={named(priorities)} />;
}

export function TypeForm(form: Props) {
  return <One form={form} label="Type" data={named(campaignTypes)} />;
}

export function OwnerForm(form: Props) {
  const members = useQuery(membersQuery).data?.items ?? [];
  return <One form={form} label="Owner" data={members.map(({ id, name }) => ({ value: id, label: name }))} />;
}

export function TagsForm(form: Props) {
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  const some = add.length + remove.length > 0;
  return (
    <BulkChoice form={form} label="Apply" value={some ? JSON.stringify({ add, remove }) : null}>
      <Stack gap="sm">
        <TagsField label="Add tags" value={add} onChange={setAdd} />
        <TagsField label="Remove tags" value={remove} onChange={setRemove} />
      </Stack>
    </BulkChoice>
  );
}

export function DaysForm(form: Props) {
  const [days, setDays] = useState<number | string>("");
  const valid = typeof days === "number" && days !== 0;
  return (
    <BulkChoice form={form} label="Move dates" value={valid ? String(days) : null}>
      <NumberInput
        label="Days"
        description="Start and end move by as many days. A negative number moves them to earlier days."
        allowDecimal={false}
        min={-3660}
        max={3660}
        value={days}
        onChange={setDays}
      />
    </BulkChoice>
  );
}

const statuses: CampaignStatus[] = ["planning", "active", "paused", "completed", "cancelled"];

export function StatusForm(form: Props) {
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const words = JSON.stringify({ to, ...(reason.trim() ? { reason } : {}) });
  return (
    <BulkChoice form={form} label="Apply" value={to ? words : null}>
      <Stack gap="sm">
        <Select
          label="Status"
          description="Each campaign follows the same rules as on its own page. This can’t be undone."
          placeholder="Choose"
          data={statuses.map((value) => ({ value, label: campaignStatusName(value) }))}
          value={to}
          onChange={setTo}
        />
        <Textarea
          label="Reason (optional)"
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </BulkChoice>
  );
}
