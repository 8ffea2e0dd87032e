import { MultiSelect, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import { Form, useFormWrite } from "@/ui/Form";
import { Secret } from "@/ui/Secret";
import { Notice } from "@/ui/States";

const lives = [
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "365", label: "One year" },
  { value: "", label: "No expiry" },
];

export function KeyForm({ close }: { close: () => void }) {
  const { permissions } = useMe();
  const form = useForm({ initialValues: { name: "", scopes: [] as string[], days: "90" } });
  const create = useFormWrite(form, {
    run: ({ name, scopes, days }: typeof form.values) =>
      take(
        api.POST("/api/api-keys", {
          body: {
            name,
            scopes,
            ...(days ? { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() } : {}),
          },
        }),
      ),
    stale: [keys.apiKeys],
  });
  if (create.data)
    return (
      <Secret text={create.data.key} label="Copy key" close={close}>
        <Notice tone="warn" title="Copy it now">
          It's shown only once. If you lose it, revoke it and create another.
        </Notice>
      </Secret>
    );
  return (
    <Form form={form} save={create} label="Create key" close={close}>
      <TextInput
        label="Name"
        placeholder="Reporting script"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("name")}
      />
      <MultiSelect
        label="Permissions"
        description="Give keys only the access they need."
        placeholder={form.values.scopes.length === 0 ? "Choose" : ""}
        searchable
        data={permissions}
        {...form.getInputProps("scopes")}
      />
      <Select label="Expires after" allowDeselect={false} data={lives} {...form.getInputProps("days")} />
      <Text size="xs" c="dimmed">
        A key can't have more access than the person who created it.
      </Text>
    </Form>
  );
}
