import { Button, Group, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may, rolesWith } from "@/contract/permissions";
import { membersQuery, useMe } from "@/contract/queries";
import type { Delegation } from "@/contract/types";
import { CheckedForm } from "@/ui/CheckedForm";
import { useFormWrite } from "@/ui/Form";
import { DateField } from "@/ui/fields";
import { daySpan } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { FormProblem } from "@/ui/States";
import { delegationQuery } from "./queries";

/** Who approves for you while you are away; only for people who approve. */
export function WhileAway() {
  const me = useMe();
  const delegation = useQuery({ ...delegationQuery, enabled: may(me, "approval.decide") });
  if (!delegation.data) return null;
  return <Away key={JSON.stringify(delegation.data)} delegation={delegation.data} />;
}

function Away({ delegation }: { delegation: Delegation }) {
  const me = useMe();
  const members = useQuery(membersQuery);
  const form = useForm({
    initialValues: {
      delegateId: delegation.delegateId ?? null,
      from: delegation.from ?? null,
      to: delegation.to ?? null,
    },
  });
  const save = useFormWrite(form, {
    run: (body: Partial<typeof form.values>) => take(api.PUT("/api/approvals/delegation", { body })),
    stale: [[...keys.approvals, "delegation"], keys.approvals],
    done: "Saved.",
  });
  const others = (members.data?.items ?? []).filter(
    ({ id, role }) => id !== me.user.id && rolesWith["approval.decide"].includes(role),
  );
  const { delegateId, from, to } = form.values;
  return (
    <CheckedForm form={form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Panel title="While you're away">
        <Stack gap="sm">
          <Text size="sm" c="dimmed">
            Another reviewer approves for you. Both names are kept with each decision, and you can still decide
            yourself.
          </Text>
          <FormProblem error={save.error} />
          <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
            <Select
              label="Who approves for you"
              placeholder={others.length === 0 ? "No other reviewer yet" : "Choose a person"}
              data={others.map(({ id, name }) => ({ value: id, label: name }))}
              searchable
              {...form.getInputProps("delegateId")}
            />
            <DateField label="First day" {...form.getInputProps("from")} />
            <DateField label="Last day" {...form.getInputProps("to")} />
          </SimpleGrid>
          <Acting delegation={delegation} />
          <Group justify="flex-end">
            {delegation.delegateId ? (
              <Button variant="default" loading={save.isPending} onClick={() => save.mutate({})}>
                I'm back
              </Button>
            ) : null}
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty() || !delegateId || !from || !to}>
              Save
            </Button>
          </Group>
        </Stack>
      </Panel>
    </CheckedForm>
  );
}

function Acting({ delegation }: { delegation: Delegation }) {
  return delegation.actingFor.map(({ id, name, from, to }) => (
    <Text key={id} size="sm">
      You approve for <b>{name}</b> ({daySpan(from, to)}).
    </Text>
  ));
}
