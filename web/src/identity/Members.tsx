import { Button, Select, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { UserMinus, UserPlus, Users } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { membersQuery, useMe } from "@/contract/queries";
import { type Invitation, type Member, type Role, roles } from "@/contract/types";
import { type Action, ActionMenu, showProblem, useActions } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { ListPanel, Rows } from "@/ui/List";
import { Page, Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { useWrite } from "@/ui/useWrite";
import { InviteForm } from "./InviteForm";
import classes from "./identity.module.css";
import type { MembersSearch } from "./routes";

const stale = [keys.members, keys.me];

export function Members() {
  const me = useMe();
  const [{ invite }, change] = useAddress<MembersSearch>();
  const list = useQuery(membersQuery);
  const canEdit = may(me, "member.manage");
  return (
    <Page
      title="Members"
      lead={`People in ${me.workspace.name} and their roles.`}
      actions={
        canEdit ? (
          <Button
            leftSection={<UserPlus size={15} aria-hidden />}
            onClick={() => change({ invite: true }, { keepHistory: true })}
          >
            Invite member
          </Button>
        ) : null
      }
    >
      <Stack gap={20}>
        <ListPanel
          query={list}
          bones={4}
          keyOf={({ id }) => id}
          row={(member) => <MemberRow member={member} canEdit={canEdit} />}
          empty={{ icon: Users, title: "No members" }}
        />
        {list.data?.invitations?.length ? <Invitations items={list.data.invitations} /> : null}
      </Stack>
      <InviteForm opened={invite ?? false} close={() => change({ invite: undefined }, { keepHistory: true })} />
    </Page>
  );
}

function Invitations({ items }: { items: Invitation[] }) {
  return (
    <Panel title="Pending invitations" padded={false}>
      <Rows
        items={items}
        keyOf={({ id }) => id}
        row={({ email, expiresAt, role }) => (
          <Row
            lead={<Initials name={email} />}
            title={email}
            note={
              <>
                Link expires <Ago at={expiresAt} />
              </>
            }
          >
            <Tag>{humanise(role)}</Tag>
          </Row>
        )}
      />
    </Panel>
  );
}

const removal: Action<Member>[] = [
  {
    name: "removeMember",
    label: "Remove from the workspace",
    icon: UserMinus,
    group: "This member",
    danger: true,
    when: (member) => !member.you,
    ask: ({ name }) => ({
      title: `Remove ${name}?`,
      text: "They lose access to this workspace. Their content and decisions are kept.",
      confirm: "Remove member",
    }),
    run: ({ id }) => take(api.DELETE("/api/members/{id}", { params: { path: { id } } })),
    done: "Member removed.",
    stale: () => stale,
  },
];
const none: Action<Member>[] = [];

function MemberRow({ member, canEdit }: { member: Member; canEdit: boolean }) {
  const bound = useActions(canEdit ? removal : none, member);
  const data = useMemo(() => roles.map((value) => ({ value, label: humanise(value) })), []);
  const change = useWrite({
    run: (role: Role) => take(api.PATCH("/api/members/{id}", { params: { path: { id: member.id } }, body: { role } })),
    stale,
    done: "Role changed.",
    onRefused: showProblem,
  });
  const reviews = member.stageRoles.map(humanise).join(", ").toLowerCase();
  return (
    <Row
      lead={<Initials name={member.name} large />}
      title={
        <>
          {member.name} {member.you ? <span className={classes.you}>(you)</span> : null}
        </>
      }
      note={`${member.email}${reviews ? ` · reviews ${reviews}` : ""}`}
      actions={<ActionMenu actions={bound} label={`Actions for ${member.name}`} />}
    >
      {canEdit && !member.you ? (
        <Select
          aria-label={`Role of ${member.name}`}
          w={124}
          allowDeselect={false}
          data={data}
          value={change.isPending ? change.variables : member.role}
          onChange={(role) => role && change.mutate(role as Role)}
        />
      ) : (
        <Tag>{humanise(member.role)}</Tag>
      )}
    </Row>
  );
}
