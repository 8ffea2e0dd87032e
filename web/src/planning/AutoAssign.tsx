import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { UserCheck } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Assignments } from "@/contract/types";
import { Initials } from "@/ui/Bits";
import { counted, dayOf, daySpan } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Row } from "@/ui/Row";
import { BoneRows, Empty, FormProblem, Loaded, Notice } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { CandidateList } from "./Candidates";
import { tasksQuery, teamQuery } from "./queries";

/** Proposes who does the tasks that no one has, with every person's score or the reason against them. */
export function AutoAssign({ campaignId, close }: { campaignId: string; close: () => void }) {
  const proposal = useQuery({
    queryKey: [...keys.tasks, "assign", campaignId],
    queryFn: () => take(api.POST("/api/tasks/auto-assign", { body: { campaignId, dryRun: true } })),
    staleTime: 0,
  });
  const assign = useWrite({
    run: (seed: number) => take(api.POST("/api/tasks/auto-assign", { body: { campaignId, seed } })),
    stale: [keys.tasks, keys.team, keys.campaign(campaignId, "timeline")],
    done: ({ assigned }) => `${counted(assigned.length, "task")} assigned.`,
    onDone: close,
  });
  return (
    <Modal opened onClose={close} title="Assign tasks" size={640}>
      <Loaded query={proposal} skeleton={<BoneRows count={5} />}>
        {(answer) => (
          <Stack gap="sm">
            <FormProblem error={assign.error} />
            <Proposal answer={answer} campaignId={campaignId} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                Cancel
              </Button>
              {answer.assigned.length > 0 ? (
                <Button loading={assign.isPending} onClick={() => assign.mutate(answer.seed)}>
                  Assign {counted(answer.assigned.length, "task")}
                </Button>
              ) : null}
            </Group>
          </Stack>
        )}
      </Loaded>
    </Modal>
  );
}

function Proposal({ answer, campaignId }: { answer: Assignments; campaignId: string }) {
  const zone = useMe().workspace.timeZone;
  const team = useQuery(teamQuery);
  const tasks = useQuery(tasksQuery({ campaignId, limit: 200 }));
  const [open, setOpen] = useState<string>();
  const names = new Map((team.data?.items ?? []).map(({ id, name }) => [id, name]));
  const titles = new Map((tasks.data?.items ?? []).map(({ id, title }) => [id, title]));
  const { assigned, unassigned } = answer;
  if (assigned.length + unassigned.length === 0)
    return <Empty icon={UserCheck} title="Every open task has an assignee" />;
  return (
    <>
      {unassigned.length > 0 ? (
        <Notice tone="warn" title={`${counted(unassigned.length, "task")} stay without an assignee`}>
          Open one to see why each person can't do it.
        </Notice>
      ) : (
        <Text c="dimmed">No one gets more than they can do. Open a task to see everyone's score.</Text>
      )}
      <RowList>
        {[...assigned, ...unassigned].map((one) => (
          <li key={one.taskId}>
            <Row
              onClick={() => setOpen(open === one.taskId ? undefined : one.taskId)}
              expanded={open === one.taskId}
              lead={<Initials name={"memberId" in one ? names.get(one.memberId) : "?"} />}
              title={titles.get(one.taskId) ?? "Task"}
              note={
                "memberId" in one
                  ? `${names.get(one.memberId)} · ${daySpan(dayOf(one.start, zone), dayOf(one.finish, zone))}`
                  : one.reason
              }
              wraps
            >
              {"memberId" in one ? (
                <Tag tone="good">{Math.round(one.score * 100)} of 100</Tag>
              ) : (
                <Tag tone="warn">No one</Tag>
              )}
            </Row>
            {open === one.taskId ? <CandidateList answer={answer} taskId={one.taskId} /> : null}
          </li>
        ))}
      </RowList>
    </>
  );
}
