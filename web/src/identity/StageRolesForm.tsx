import { MultiSelect, Text } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { type Member, stageRoles } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";

interface StageRolesProps {
  member: Member;
  opened: boolean;
  close: () => void;
}

/** The stages of approval policies in which a member decides. */
export function StageRolesForm({ member, opened, close }: StageRolesProps) {
  return (
    <FormModal opened={opened} close={close} title={`Stage roles of ${member.name}`} size="md">
      <Fields member={member} close={close} />
    </FormModal>
  );
}

function Fields({ member, close }: Omit<StageRolesProps, "opened">) {
  const form = useForm({ initialValues: { stageRoles: member.stageRoles } });
  const save = useFormWrite(form, {
    run: (body: typeof form.values) =>
      take(api.PATCH("/api/members/{id}", { params: { path: { id: member.id } }, body })),
    stale: [keys.members, keys.me, keys.approvals],
    done: "Stage roles changed.",
    onDone: close,
  });
  return (
    <Form form={form} save={save} label="Save" close={close} disabled={!form.isDirty()}>
      <MultiSelect
        label="Stage roles"
        description="Approval policies ask the members with a stage role to decide in a stage."
        placeholder={form.values.stageRoles.length === 0 ? "None" : ""}
        data={stageRoles.map((value) => ({ value, label: humanise(value) }))}
        data-autofocus
        {...form.getInputProps("stageRoles")}
      />
      <Text size="xs" c="dimmed">
        Without one, {member.name} decides in the stages that are open to anyone who may approve.
      </Text>
    </Form>
  );
}
