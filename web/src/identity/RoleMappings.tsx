import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { Plus, Trash2 } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { SecuritySettings } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { useFormWrite } from "@/ui/Form";
import { Panel } from "@/ui/Page";
import { FormProblem } from "@/ui/States";

const roles = [
  { value: "admin", label: "Admin" },
  { value: "manager", label: "Manager" },
  { value: "editor", label: "Editor" },
  { value: "reviewer", label: "Reviewer" },
  { value: "analyst", label: "Analyst" },
  { value: "viewer", label: "Viewer" },
];

/** Which role people get whom the company manages. */
export function RoleMappings({ settings, canEdit }: { settings: SecuritySettings; canEdit: boolean }) {
  const form = useForm({
    initialValues: { defaultRole: settings.defaultRole, roleMappings: settings.roleMappings ?? [] },
  });
  const save = useFormWrite(form, {
    run: (body: typeof form.values) => take(api.PATCH("/api/security", { body })),
    stale: [keys.security],
    done: "Saved.",
    onDone: () => form.resetDirty(),
  });
  const { roleMappings } = form.values;
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Panel title="Roles from your company">
        <Stack gap="sm">
          <FormProblem error={save.error} />
          <Text size="sm" c="dimmed">
            New people get the default role. With groups from your identity provider, the highest matching role counts
            and follows at each sign-in. Owners are never changed.
          </Text>
          <Select
            label="Default role"
            data={roles}
            allowDeselect={false}
            disabled={!canEdit}
            {...form.getInputProps("defaultRole")}
          />
          {roleMappings.map((mapping, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other identity
            <Group key={at} gap="xs" wrap="nowrap" align="flex-end">
              <TextInput
                flex={1}
                label={at === 0 ? "Group" : undefined}
                aria-label={`Group ${at + 1}`}
                disabled={!canEdit}
                {...form.getInputProps(`roleMappings.${at}.group`)}
              />
              <Select
                w={140}
                label={at === 0 ? "Role" : undefined}
                aria-label={`Role of group ${at + 1}`}
                data={roles}
                allowDeselect={false}
                disabled={!canEdit}
                {...form.getInputProps(`roleMappings.${at}.role`)}
              />
              {canEdit ? (
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="lg"
                  aria-label={`Remove ${mapping.group || "this group"}`}
                  onClick={() => form.removeListItem("roleMappings", at)}
                >
                  <Trash2 size={16} aria-hidden />
                </ActionIcon>
              ) : null}
            </Group>
          ))}
          {canEdit ? (
            <Group justify="space-between">
              <Button
                size="xs"
                variant="default"
                leftSection={<Plus size={14} aria-hidden />}
                onClick={() => form.insertListItem("roleMappings", { group: "", role: "editor" })}
              >
                Add group
              </Button>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                Save roles
              </Button>
            </Group>
          ) : null}
        </Stack>
      </Panel>
    </CheckedForm>
  );
}
