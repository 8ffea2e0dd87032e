import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ListChecks, Plus } from "lucide-react";
import { may } from "@/contract/permissions";
import { membersQuery, useMe } from "@/contract/queries";
import type { ReviewPolicy } from "@/contract/types";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { appliesLine, policyTitle } from "./policies";
import classes from "./policies.module.css";
import { policiesQuery } from "./queries";
import { StageLine } from "./StageLine";
import { WhileAway } from "./WhileAway";

/** In which stages the campaigns of the workspace are approved. */
export function Policies() {
  return (
    <Stack gap="lg">
      <PolicyList />
      <WhileAway />
    </Stack>
  );
}

function PolicyList() {
  const me = useMe();
  const list = useQuery(policiesQuery);
  const members = useQuery(membersQuery);
  const nameOf = (id: string) => members.data?.items.find((member) => member.id === id)?.name ?? "a former member";
  return (
    <ListPanel
      title="Approval policies"
      query={list}
      keyOf={({ name }) => name}
      row={(policy) => <PolicyRow policy={policy} nameOf={nameOf} />}
      height={84}
      create={
        may(me, "approval.manage") ? (
          <Button
            size="xs"
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            renderRoot={(props) => (
              <Link to="/settings/approval-policies/$policyName" params={{ policyName: "new" }} {...props} />
            )}
          >
            New policy
          </Button>
        ) : null
      }
      empty={{
        icon: ListChecks,
        title: "No approval policies",
        text: "A policy lists the stages in which a campaign is approved, and who decides in each.",
      }}
    />
  );
}

function PolicyRow({ policy, nameOf }: { policy: ReviewPolicy; nameOf: (id: string) => string }) {
  const applies = appliesLine(policy.appliesTo);
  return (
    <Row
      place={{ to: "/settings/approval-policies/$policyName", params: { policyName: policy.name } }}
      title={policyTitle(policy.name)}
      words={
        <>
          <StageLine stages={policy.stages} nameOf={nameOf} />
          <span className={classes.applies}>{applies ?? restOf(policy.name)}</span>
        </>
      }
    >
      <RowEnd wide>{policy.builtIn ? <Tag>Ready-made</Tag> : `Version ${policy.version}`}</RowEnd>
    </Row>
  );
}

const restOf = (name: string) =>
  name === "simple" ? "Everything that no other policy applies to" : "Not applied to any campaigns yet";
