import { Select } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ListChecks, UserMinus } from "lucide-react";
import { useMemo } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { type Member, type Role, roles } from "@/contract/types";
import { type Action, ActionMenu, type Bound, showProblem, useActions } from "@/ui/actions";
import { Ago, Initials } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Words } from "@/ui/Row";
import { Tag } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { useWrite } from "@/ui/useWrite";
import classes from "./identity.module.css";
import { StageRolesForm } from "./StageRolesForm";

const stale = [keys.members, keys.me];

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

const keyOf = ({ id }: Member) => id;

interface MemberTableProps {
  items: Member[];
  canEdit: boolean;
  busy: boolean;
}

/** The members of the workspace; their role is changed where it stands. */
export function MemberTable({ items, canEdit, busy }: MemberTableProps) {
  const columns: Column<Member>[] = [
    { key: "title", label: "Name", sort: "name", cell: (member) => <MemberName member={member} /> },
    { key: "email", label: "E-mail", sort: "email", width: 260, cell: ({ email }) => email },
    {
      key: "role",
      label: "Role",
      sort: "role",
      width: 170,
      cell: (member) => <MemberRole member={member} canEdit={canEdit} />,
    },
    { key: "joined", label: "Joined", sort: "joinedAt", width: 120, cell: ({ joinedAt }) => <Ago at={joinedAt} /> },
  ];
  return (
    <ListTable
      label="Members"
      items={items}
      keyOf={keyOf}
      nameOf={({ name }) => name}
      columns={columns}
      {...(canEdit ? { actions: (member: Member) => <MemberMenu member={member} /> } : {})}
      busy={busy}
    />
  );
}

/** The roles with the permission to decide on approvals. */
const deciding: Role[] = ["owner", "admin", "manager", "reviewer"];

function MemberMenu({ member }: { member: Member }) {
  const [editing, form] = useDisclosure();
  const removing = useActions(removal, member);
  const stages: Bound = {
    name: "changeStageRoles",
    label: "Stage roles",
    icon: ListChecks,
    group: "This member",
    running: false,
    perform: form.open,
  };
  return (
    <>
      <ActionMenu
        actions={deciding.includes(member.role) ? [stages, ...removing] : removing}
        label={`Actions for ${member.name}`}
      />
      <StageRolesForm member={member} opened={editing} close={form.close} />
    </>
  );
}

function MemberName({ member }: { member: Member }) {
  const reviews = member.stageRoles.map(humanise).join(", ").toLowerCase();
  return (
    <span className={classes.member}>
      <Initials name={member.name} large />
      <Words
        title={
          <>
            {member.name} {member.you ? <span className={classes.you}>(you)</span> : null}
          </>
        }
        note={reviews ? `Reviews ${reviews}` : humanise(member.role)}
      />
    </span>
  );
}

function MemberRole({ member, canEdit }: { member: Member; canEdit: boolean }) {
  const data = useMemo(() => roles.map((value) => ({ value, label: humanise(value) })), []);
  const change = useWrite({
    run: (role: Role) => take(api.PATCH("/api/members/{id}", { params: { path: { id: member.id } }, body: { role } })),
    stale,
    done: "Role changed.",
    onRefused: showProblem,
  });
  if (!canEdit || member.you) return <Tag>{humanise(member.role)}</Tag>;
  return (
    <Select
      aria-label={`Role of ${member.name}`}
      w={136}
      allowDeselect={false}
      data={data}
      value={change.isPending ? change.variables : member.role}
      onChange={(role) => role && change.mutate(role as Role)}
    />
  );
}
