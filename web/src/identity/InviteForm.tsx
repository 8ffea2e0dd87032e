import { MultiSelect, Select, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { membersQuery, useMe } from "@/contract/queries";
import { type Role, roles, type StageRole, stageRoles } from "@/contract/types";
import { Form, FormModal, useFormWrite } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { Notice } from "@/ui/States";
import { InvitationLink } from "./InvitationLink";
import { mayApprove, roleWords, withArticle } from "./roleWords";

interface InviteProps {
  opened: boolean;
  close: () => void;
  /** The role that is needed. */
  role?: Role | undefined;
}

export function InviteForm({ opened, close, role }: InviteProps) {
  return (
    <FormModal opened={opened} close={close} title="Invite member" size="md">
      <Invite close={close} first={role} />
    </FormModal>
  );
}

function Invite({ close, first = "editor" }: Pick<InviteProps, "close"> & { first?: Role | undefined }) {
  const form = useForm({ initialValues: { email: "", role: first, stageRoles: [] as StageRole[] } });
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
          label="Stage roles (optional)"
          description="Only for approval policies with stages, such as a legal check."
          data={stageRoles.map((value) => ({ value, label: humanise(value) }))}
          {...form.getInputProps("stageRoles")}
        />
      ) : null}
      <Approving role={form.values.role} />
    </Form>
  );
}

/** What an invitation changes for approvals: who is alone approves their own work, and no longer once another person joins. */
function Approving({ role }: { role: Role }) {
  const members = useQuery(membersQuery).data?.items;
  const me = useMe();
  const approvers = members?.filter((member) => mayApprove(member.role)) ?? [];
  const [only] = approvers;
  if (!members || approvers.length > 1 || !only) return null;
  const alone = members.length === 1 && me.workspace.selfApproval !== "never";
  if (mayApprove(role))
    return alone ? (
      <Notice tone="info" title="You will approve each other's work">
        Alone, you can approve your own content. Once this person joins, they approve what you write, and you approve
        what they write.
      </Notice>
    ) : null;
  const you = only.id === me.user.id;
  return (
    <Notice tone="warn" title={`No one could approve ${you ? "your own content" : `the content of ${only.name}`}`}>
      {alone ? "Alone, you can approve your own content. That ends once this person joins. " : ""}
      {`${humanise(withArticle(role))} can't approve, so what ${you ? "you write or change" : `${only.name} writes or changes`} would not go out.`}{" "}
      Invite a reviewer or manager as well, or choose such a role here.
    </Notice>
  );
}
