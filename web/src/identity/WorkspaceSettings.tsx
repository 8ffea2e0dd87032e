import { Button, Group, SegmentedControl, SimpleGrid, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { fieldErrors } from "@/contract/problem";
import { useMe } from "@/contract/queries";
import { CheckedForm } from "@/ui/CheckedForm";
import { CurrencySelect, ZoneSelect } from "@/ui/fields";
import { useCostlySave } from "@/ui/lostApprovals";
import { Panel } from "@/ui/Page";
import { FormProblem, Notice } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";

export function WorkspaceSettings() {
  const me = useMe();
  const { workspace } = me;
  const readOnly = !may(me, "workspace.manage");
  const form = useForm({
    initialValues: {
      name: workspace.name,
      timeZone: workspace.timeZone,
      currency: workspace.currency,
      selfApproval: workspace.selfApproval,
    },
  });
  const write = useWrite({
    run: (body: typeof form.values) => take(api.PATCH("/api/workspaces/current", { body })),
    stale: [keys.me],
    done: "Saved.",
    onDone: () => form.resetDirty(),
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  const save = useCostlySave("changeWorkspace", write, (values) => values);
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Stack gap="lg">
        {readOnly ? <Notice tone="info">Owners and admins can change these settings.</Notice> : null}
        <Panel title="Workspace">
          <Stack gap="sm">
            <TextInput label="Name" required withAsterisk={false} readOnly={readOnly} {...form.getInputProps("name")} />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
              <ZoneSelect
                disabled={readOnly}
                description="Default for new campaigns"
                {...form.getInputProps("timeZone")}
              />
              <CurrencySelect
                disabled={readOnly}
                description="Default for new budgets"
                {...form.getInputProps("currency")}
              />
            </SimpleGrid>
          </Stack>
        </Panel>
        <Panel title="Approval">
          <Stack gap={6} align="flex-start">
            <Text fw={500} id="self-approval">
              Self-approval
            </Text>
            <SegmentedControl
              aria-labelledby="self-approval"
              disabled={readOnly}
              {...form.getInputProps("selfApproval")}
              data={[
                { value: "while_alone", label: "Only as the sole member" },
                { value: "never", label: "Never" },
              ]}
            />
            <Text size="xs" c="dimmed">
              With two or more members, authors can't approve their own items. The audit trail records every
              self-approval.
            </Text>
          </Stack>
        </Panel>
        <FormProblem error={save.error} />
        {readOnly ? null : (
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              Save
            </Button>
          </Group>
        )}
      </Stack>
    </CheckedForm>
  );
}
