import { Anchor, Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { UserPlus, Users } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { type Member, roles } from "@/contract/types";
import { ListPage } from "@/ui/ListPage";
import { Page } from "@/ui/Page";
import { useAddress } from "@/ui/useAddress";
import { InviteForm } from "./InviteForm";
import { MemberTable } from "./MemberTable";
import { PendingInvitations } from "./PendingInvitations";
import { memberListQuery } from "./queries";
import type { MembersSearch } from "./routes";

export function Members() {
  const me = useMe();
  const [{ invite, role, sort }, change] = useAddress<MembersSearch>();
  const list = useQuery(memberListQuery(sort));
  const canEdit = may(me, "member.manage");
  return (
    <Page
      title="Members and roles"
      lead={
        <>
          Who can sign in to {me.workspace.name}, and what they may do. Skills, hours and days off are under{" "}
          <Anchor component={Link} to="/team" inherit underline="always">
            Team planning
          </Anchor>
          .
        </>
      }
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
        {list.data?.invitations?.length ? <PendingInvitations items={list.data.invitations} /> : null}
      </Stack>
      <InviteForm
        opened={invite ?? false}
        role={roles.find((one) => one === role)}
        close={() => change({ invite: undefined, role: undefined }, { keepHistory: true })}
      />
    </Page>
  );
}

const keyOf = ({ id }: Member) => id;
