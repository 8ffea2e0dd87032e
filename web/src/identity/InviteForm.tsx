import { Button, Group, Modal, MultiSelect, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { api, take } from "@/contract/api";
import { fieldErrors } from "@/contract/problem";
import { type Role, roles, type StageRole, stageRoles } from "@/contract/types";
import { Copyable } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import classes from "./identity.module.css";

const explained: Record<Role, string> = {
  owner: "Full access, including the workspace itself.",
  admin: "Full access except ownership.",
  manager: "Runs campaigns: budget, launch, pause.",
  editor: "Writes and schedules content.",
  reviewer: "Reads, approves and rejects.",
  analyst: "Reads, including analytics.",
  viewer: "Reads.",
};

export function InviteForm({ opened, close }: { opened: boolean; close: () => void }) {
  return (
    <Modal opened={opened} onClose={close} title="Invite member">
      {opened ? <Invite close={close} /> : null}
    </Modal>
  );
}

function Invite({ close }: { close: () => void }) {
  const form = useForm({ initialValues: { email: "", role: "editor" as Role, stageRoles: [] as StageRole[] } });
  const invite = useWrite({
    run: ({ stageRoles: stages, ...body }: typeof form.values) =>
      take(
        api.POST("/api/members/invite", {
          body: { ...body, ...(body.role === "reviewer" && stages.length > 0 ? { stageRoles: stages } : {}) },
        }),
      ),
    stale: [["members"]],
    onRefused: (error) => form.setErrors(fieldErrors(error)),
  });
  if (invite.data)
    return (
      <Stack gap="sm">
        <Text>
          Send this link to {form.values.email}. It works once and expires on{" "}
          {new Date(invite.data.expiresAt).toLocaleDateString("en", { day: "numeric", month: "long" })}.
        </Text>
        <code className={classes.secret}>{invite.data.acceptUrl}</code>
        <Group justify="flex-end" gap="xs">
          <Copyable text={invite.data.acceptUrl} label="Copy link" />
          <Button onClick={close}>Done</Button>
        </Group>
      </Stack>
    );
  return (
    <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
      <Stack gap="sm">
        <FormProblem error={invite.error} />
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
            description="Empty: everything"
            data={stageRoles.map((value) => ({ value, label: humanise(value) }))}
            {...form.getInputProps("stageRoles")}
          />
        ) : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={invite.isPending}>
            Create invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
