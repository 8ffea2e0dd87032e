import { ActionIcon, Button, Menu, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Ellipsis, UserMinus, UserPlus } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { type Invitation, type Member, type Role, roles } from "@/contract/types";
import { type Action, showProblem, useActions } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Page, Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { useWrite } from "@/ui/useWrite";
import { InviteForm } from "./InviteForm";

const route = getRouteApi("/shell/members");
const stale = [["members"], ["me"]];

export function Members() {
  const me = useMe();
  const { invite } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useQuery({
    queryKey: ["members"],
    queryFn: () => take(api.GET("/api/members", { params: { query: { limit: 200 } } })),
  });
  const canEdit = may(me, "member.manage");
  return (
    <Page
      title="Members"
      lead={`People in ${me.workspace.name} and their roles.`}
      actions={
        canEdit ? (
          <Button
            leftSection={<UserPlus size={15} aria-hidden />}
            onClick={() => navigate({ search: { invite: true } })}
          >
            Invite member
          </Button>
        ) : null
      }
    >
      <div style={{ display: "grid", gap: 20 }}>
        <Panel padded={false}>
          <Loaded query={list} skeleton={<BoneRows count={4} height={61} />}>
            {({ items }) => (
              <ul className={ui.rows}>
                {items.map((member) => (
                  <li key={member.id}>
                    <MemberRow member={member} canEdit={canEdit} />
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
        </Panel>
        {list.data?.invitations?.length ? <Invitations items={list.data.invitations} /> : null}
      </div>
      <InviteForm opened={invite ?? false} close={() => navigate({ search: {} })} />
    </Page>
  );
}

function Invitations({ items }: { items: Invitation[] }) {
  return (
    <Panel title="Pending invitations" padded={false}>
      <ul className={ui.rows}>
        {items.map((invitation) => (
          <li key={invitation.id} className={ui.row}>
            <Initials name={invitation.email} />
            <span className={ui.rowMain}>
              <span className={ui.rowTitle} style={{ display: "block" }}>
                {invitation.email}
              </span>
              <span className={ui.rowNote}>
                Link expires <Ago at={invitation.expiresAt} />
              </span>
            </span>
            <Tag>{humanise(invitation.role)}</Tag>
          </li>
        ))}
      </ul>
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
      text: "They lose access to this workspace. Their content and decisions stay.",
      confirm: "Remove member",
    }),
    run: ({ id }) => take(api.DELETE("/api/members/{id}", { params: { path: { id } } })),
    done: "Member removed.",
    stale: () => stale,
  },
];
const none: Action<Member>[] = [];

function MemberRow({ member, canEdit }: { member: Member; canEdit: boolean }) {
  const [remove] = useActions(canEdit ? removal : none, member);
  const data = useMemo(() => roles.map((value) => ({ value, label: humanise(value) })), []);
  const change = useWrite({
    run: (role: Role) => take(api.PATCH("/api/members/{id}", { params: { path: { id: member.id } }, body: { role } })),
    stale,
    done: `Role changed.`,
    onRefused: showProblem,
  });
  return (
    <div className={ui.row}>
      <Initials name={member.name} large />
      <div className={ui.rowMain}>
        <p className={ui.rowTitle}>
          {member.name} {member.you ? <span style={{ color: "var(--mantine-color-dimmed)" }}>(you)</span> : null}
        </p>
        <p className={ui.rowNote}>
          {member.email}
          {member.stageRoles.length > 0 ? ` · reviews ${member.stageRoles.map(humanise).join(", ").toLowerCase()}` : ""}
        </p>
      </div>
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
      {remove ? (
        <Menu width={230}>
          <Menu.Target>
            <ActionIcon variant="subtle" aria-label={`Actions for ${member.name}`}>
              <Ellipsis size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              color="var(--mantine-color-error)"
              leftSection={<UserMinus size={15} aria-hidden />}
              onClick={remove.perform}
            >
              {remove.label}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </div>
  );
}
