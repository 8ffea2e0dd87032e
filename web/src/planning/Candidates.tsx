import { Button, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Assignments, Task } from "@/contract/types";
import { Initials } from "@/ui/Bits";
import { RowList } from "@/ui/List";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import { teamQuery } from "./queries";

/** Who could do one task now: everyone's score, or what speaks against them. */
export function Candidates({ task, choose }: { task: Task; choose: (member: string) => void }) {
  const ranked = useQuery({
    queryKey: [...keys.tasks, "candidates", task.id, task.version],
    queryFn: () => take(api.POST("/api/tasks/auto-assign", { body: { taskIds: [task.id], dryRun: true } })),
  });
  return (
    <Loaded query={ranked} skeleton={<BoneRows count={3} height={40} />}>
      {(answer) => <CandidateList answer={answer} taskId={task.id} choose={choose} />}
    </Loaded>
  );
}

interface CandidateListProps {
  answer: Assignments;
  taskId: string;
  choose?: (member: string) => void;
}

/** Everyone's score for a task, the best first, then who can't do it and why. */
export function CandidateList({ answer, taskId, choose }: CandidateListProps) {
  const team = useQuery(teamQuery);
  const names = new Map((team.data?.items ?? []).map(({ id, name }) => [id, name]));
  const given = answer.assigned.find((one) => one.taskId === taskId);
  const left = answer.unassigned.find((one) => one.taskId === taskId);
  const scores = given ? [{ memberId: given.memberId, score: given.score }, ...given.runnersUp] : [];
  const rejected = given?.rejected ?? left?.candidates ?? [];
  if (scores.length + rejected.length === 0)
    return <Text c="dimmed">{left?.reason ?? "The team has no members yet."}</Text>;
  return (
    <RowList>
      {scores.map(({ memberId, score }, at) => (
        <li key={memberId}>
          <Row
            lead={<Initials name={names.get(memberId)} />}
            title={names.get(memberId)}
            note={at === 0 && given ? reasonOf(given.parts) : undefined}
            wraps
            actions={
              <>
                <Tag tone={at === 0 ? "good" : "neutral"}>{Math.round(score * 100)} of 100</Tag>
                {choose ? (
                  <Button size="xs" variant="default" onClick={() => choose(memberId)}>
                    Choose
                  </Button>
                ) : null}
              </>
            }
          />
        </li>
      ))}
      {rejected.map(({ memberId, detail }) => (
        <li key={memberId}>
          <Row
            lead={<Initials name={names.get(memberId)} />}
            title={names.get(memberId)}
            note={detail.charAt(0).toUpperCase() + detail.slice(1)}
            wraps
          />
        </li>
      ))}
    </RowList>
  );
}

type Parts = Assignments["assigned"][number]["parts"];

/** What the score is made of, in words. */
function reasonOf({ deadline, balance, continuity }: Parts) {
  const time = deadline >= 1 ? "ready in time" : deadline > 0 ? "a little late" : "late";
  const share = Math.round(continuity * 100);
  return `${time.charAt(0).toUpperCase()}${time.slice(1)}, ${Math.round(balance * 100)}% of their time stays free, has ${share}% of the campaign's tasks`;
}
