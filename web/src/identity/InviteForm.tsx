import { MultiSelect, Select, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { type Role, roles, type StageRole, stageRoles } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { humanise, shortDay } from "@/ui/format";
import { Secret } from "./Secret";

const explained: Record<Role, string> = {
  owner: "Full access, including the workspace itself.",
  admin: "Full access except ownership.",
  manager: "Runs campaigns: budget, launch, pause.",
  editor: "Writes and schedules content.",
  reviewer: "Reviews campaigns: approves and rejects.",
  analyst: "Read-only access, including analytics.",
  viewer: "Read-only access.",
};

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
  if (invite.data)
    return (
      <Secret text={invite.data.acceptUrl} label="Copy link" close={close}>
        <Text>
          Send this link to {form.values.email}. It works once and expires on{" "}
          {shortDay(invite.data.expiresAt.slice(0, 10))}.
        </Text>
      </Secret>
    );
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
        description={explained[form.values.role]}
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
