import { Anchor, Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Plus, UsersRound } from "lucide-react";
import { may } from "@/contract/permissions";
import { queryClient, useMe } from "@/contract/queries";
import type { TeamMember } from "@/contract/types";
import { Initials } from "@/ui/Bits";
import { DataTable } from "@/ui/DataTable";
import { Card, Page } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Tag, type Tone } from "@/ui/status";
import { useAddress } from "@/ui/useAddress";
import { MemberDialog } from "./MemberDialog";
import { teamQuery } from "./queries";
import { TeamWeeks } from "./TeamWeeks";
import classes from "./team.module.css";

export function preload() {
  queryClient.prefetchQuery(teamQuery);
}

export const loadNames: Record<TeamMember["load"]["state"], [string, Tone]> = {
  idle: ["Has time", "good"],
  available: ["Has some time", "info"],
  full: ["Full", "warn"],
  over: ["Too much", "bad"],
};

/** The people who do the work: what they can do, when they work and how busy they are. */
export function TeamPage() {
  const team = useQuery(teamQuery);
  const [{ member }, address] = useAddress<{ member?: string | undefined }>();
  const manage = may(useMe(), "team.manage");
  const open = (id: string) => address({ member: id }, { keepHistory: true });
  const add = manage ? (
    <Button leftSection={<Plus size={15} aria-hidden />} onClick={() => open("new")}>
      Add person
    </Button>
  ) : null;
  return (
    <Page
      title="Team planning"
      lead={
        <>
          Who does the work: skills, hours, days off and load of the next four weeks. Who can sign in is under{" "}
          <Anchor component={Link} to="/members" inherit underline="always">
            Members and roles
          </Anchor>
          .
        </>
      }
      actions={add}
    >
      <Loaded query={team} skeleton={<BoneRows count={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <Empty
                icon={UsersRound}
                title="No one in the team yet"
                text="Add the people who do the work, with or without a login. Tasks can then be assigned by skill and free time."
              >
                {add}
              </Empty>
            </Card>
          ) : (
            <div className={classes.page}>
              <Card>
                <MemberTable items={items} open={open} />
              </Card>
              <TeamWeeks members={items} />
            </div>
          )
        }
      </Loaded>
      {member ? (
        <MemberDialog id={member} members={team.data?.items ?? []} close={() => address({ member: undefined })} />
      ) : null}
    </Page>
  );
}

function MemberTable({ items, open }: { items: TeamMember[]; open: (id: string) => void }) {
  return (
    <DataTable label="Team">
      <thead>
        <tr>
          <th scope="col">Person</th>
          <th scope="col" className={classes.left}>
            Skills
          </th>
          <th scope="col">Open tasks</th>
          <th scope="col">Hours, next 4 weeks</th>
          <th scope="col">Load</th>
        </tr>
      </thead>
      <tbody>
        {items.map((one) => {
          const [word, tone] = loadNames[one.load.state];
          return (
            <tr key={one.id}>
              <th scope="row">
                <button type="button" className={classes.person} onClick={() => open(one.id)}>
                  <Initials name={one.name} />
                  <span>
                    <b>{one.name}</b>
                    <small>{[one.role, one.active ? null : "Not active"].filter(Boolean).join(" · ")}</small>
                  </span>
                </button>
              </th>
              <td className={classes.left}>
                <span className={classes.skills}>
                  {one.skills.length === 0 ? "—" : null}
                  {one.skills.map(({ skill, level }) => (
                    <Tag key={skill}>
                      {skill} {level ?? 1}
                    </Tag>
                  ))}
                </span>
              </td>
              <td>
                {one.load.openTasks}
                {one.load.overdue > 0 ? <small className={classes.late}> {one.load.overdue} overdue</small> : null}
              </td>
              <td>
                {Math.round(one.load.assignedHours)} of {Math.round(one.load.capacityHours)}
              </td>
              <td>
                <Tag tone={tone}>
                  {word}
                  {one.load.utilization === null ? "" : ` · ${Math.round(one.load.utilization * 100)}%`}
                </Tag>
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}
