import { Button } from "@mantine/core";
import { Link2, UserX } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Invitation, Invited } from "@/contract/types";
import { type Action, ActionMenu, showProblem, useActions } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { FormModal } from "@/ui/Form";
import { humanise } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { useWrite } from "@/ui/useWrite";
import { InvitationLink, renewInvitation } from "./InvitationLink";

const invitationActions: Action<Invitation>[] = [
  {
    name: "revokeInvitation",
    label: "Revoke invitation",
    icon: UserX,
    group: "This invitation",
    danger: true,
    when: () => true,
    ask: ({ email }) => ({
      title: `Revoke the invitation of ${email}?`,
      text: "Its link stops working right away. You can invite them again.",
      confirm: "Revoke invitation",
    }),
    run: ({ id }) => take(api.DELETE("/api/members/invitations/{id}", { params: { path: { id } } })),
    done: "Invitation revoked.",
    stale: () => [keys.members],
  },
];

/** Invitations that were not accepted yet, each with its link. */
export function PendingInvitations({ items }: { items: Invitation[] }) {
  const [open, show] = useState<Invited>();
  const close = () => show(undefined);
  return (
    <Panel title="Pending invitations" padded={false}>
      <Rows
        items={items}
        keyOf={({ id }) => id}
        row={(invitation) => <PendingInvitation invitation={invitation} show={show} />}
      />
      <FormModal opened={open !== undefined} close={close} title="Invitation link" size="md">
        {open ? <InvitationLink invitation={open} close={close} /> : null}
      </FormModal>
    </Panel>
  );
}

function PendingInvitation({ invitation, show }: { invitation: Invitation; show: (link: Invited) => void }) {
  const { id, email, expiresAt, role } = invitation;
  const bound = useActions(invitationActions, invitation);
  const expired = new Date(expiresAt) < new Date();
  const link = useWrite({
    run: () => renewInvitation(id, false),
    stale: [keys.members],
    onDone: show,
    onRefused: showProblem,
  });
  return (
    <Row
      lead={<Initials name={email} />}
      title={email}
      note={
        <>
          {humanise(role)} · {expired ? "expired" : "expires"} <Ago at={expiresAt} />
        </>
      }
      actions={
        <>
          <Button
            size="xs"
            variant="default"
            leftSection={<Link2 size={13} aria-hidden />}
            loading={link.isPending}
            onClick={() => link.mutate()}
          >
            {expired ? "New link" : "Copy link"}
          </Button>
          <ActionMenu actions={bound} label={`Actions for the invitation of ${email}`} />
        </>
      }
    />
  );
}
