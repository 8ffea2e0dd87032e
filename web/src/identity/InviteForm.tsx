import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { type Role, roles, type StageRole, stageRoles } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { InvitationLink } from "./InvitationLink";
import { roleWords } from "./roleWords";

export function InviteForm({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <FormModal opened={opened} close={close} title="Invite member" size="md">
      <Invite close={close} />
    </FormModal>
  );
}

function Invite({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { email: "", role: "editor" as Role, stageRoles: [] as StageRole[] } });
  const invite = useFormWrite(form, {
    run: ({ stageRoles: stages, ...body }: typeof form.values) =>
      take(
        api.POST("/api/members/invite", {
          body: { ...body, ...(body.role === "reviewer" && stages.length > 0 ? { stageRoles: stages } : {}) },
        }),
      ),
    stale: [keys.members],
  });
  if (invite.data) return <InvitationLink invitation={invite.data} close={close} />;
  return (
    <Form form={form} save={invite} label="Create invitation" close={close}>
      <TextInput
        label="E-mail"
        type="email"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps("email")}
      />
      <Select
        label="Role"
        description={roleWords[form.values.role]}
        allowDeselect={false}
        data={roles.filter((role) => role !== "owner").map((value) => ({ value, label: humanise(value) }))}
        {...form.getInputProps("role")}
      />
      {form.values.role === "reviewer" ? (
        <MultiSelect
          label="Can approve"
          description="Leave empty for all stages"
          data={stageRoles.map((value) => ({ value, label: humanise(value) }))}
          {...form.getInputProps("stageRoles")}
        />
      ) : null}
    </Form>
  );
}
