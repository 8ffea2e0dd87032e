import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { UserPlus, Users } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Invitation, Member } from "@/contract/types";
import { Ago, Initials } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Rows } from "@/ui/List";
import { ListPage } from "@/ui/ListPage";
import { Page, Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { InviteForm } from "./InviteForm";
import { MemberTable } from "./MemberTable";
import { memberListQuery } from "./queries";
import type { MembersSearch } from "./routes";

export function Members() {
  const me = useMe();
  const [{ invite, sort }, change] = useAddress<MembersSearch>();
  const list = useQuery(memberListQuery(sort));
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
        <ListPage
          query={list}
          limit={200}
          keyOf={keyOf}
          body={(items) => <MemberTable items={items} canEdit={canEdit} busy={list.isPlaceholderData} />}
          empty={{ icon: Users, title: "No members" }}
          noMatch={{ title: "No members", all: "Show all" }}
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

const keyOf = ({ id }: Member) => id;
