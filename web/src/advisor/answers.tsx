import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { AlarmClock, ListPlus, X } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Check, NewTask } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { showUndo } from "@/ui/undo";
import { respond } from "./queries";

export interface Answers {
  accept: (check: Check) => void;
  dismiss: (check: Check) => void;
  snooze: (check: Check, days: number) => void;
  task: (check: Check) => void;
}

/** A dismissed or snoozed check is hidden at once; Undo shows it again. */
export function useAnswers(campaignId: string, away: (check: Check, away: boolean) => void): Answers {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: keys.campaign(campaignId, "overview") });
  const putAway = async (check: Check, message: string, response: "dismissed" | "snoozed", until?: Date) => {
    away(check, true);
    try {
      await respond(campaignId, check, response, until);
      showUndo(message, async () => {
        away(check, false);
        await respond(campaignId, check, "withdrawn").catch(showProblem);
        again();
      });
    } catch (error) {
      away(check, false);
      showProblem(error);
    }
  };
  return {
    accept: (check) => {
      if (check.dismissible) respond(campaignId, check, "accepted").catch(() => undefined);
    },
    dismiss: (check) => putAway(check, "Dismissed until something changes.", "dismissed"),
    snooze: (check, days) =>
      putAway(
        check,
        days === 1 ? "Snoozed until tomorrow." : `Snoozed for ${days} days.`,
        "snoozed",
        new Date(Date.now() + days * 86_400_000),
      ),
    task: async (check) => {
      try {
        const { id } = await take(api.POST("/api/tasks", { body: taskOf(campaignId, check) }));
        queries.invalidateQueries({ queryKey: keys.tasks });
        showUndo("Task created. You find it under Plan > Tasks.", async () => {
          await take(api.DELETE("/api/tasks/{id}", { params: { path: { id } } })).catch(showProblem);
          queries.invalidateQueries({ queryKey: keys.tasks });
        });
      } catch (error) {
        showProblem(error);
      }
    },
  };
}

/** What the check asks for, as a task about the same thing. */
function taskOf(campaignId: string, { title, reason, severity, subject, code }: Check): NewTask {
  return {
    campaignId,
    title,
    description: reason,
    priority: severity === "blocker" ? "high" : "normal",
    tags: [code],
    ...(subject.id ? { subject: { kind: subject.kind, id: subject.id } } : {}),
  };
}

export function Later({ check, answers }: { check: Check; answers: Answers }) {
  const me = useMe();
  const task = may(me, "plan.write") ? (
    <Tooltip label="Create a task from this">
      <ActionIcon aria-label={`Create a task from: ${check.title}`} onClick={() => answers.task(check)}>
        <ListPlus size={15} />
      </ActionIcon>
    </Tooltip>
  ) : null;
  if (!check.dismissible || !may(me, "campaign.write")) return task;
  return (
    <>
      {task}
      <Menu width={180}>
        <Menu.Target>
          <ActionIcon aria-label={`Snooze: ${check.title}`}>
            <AlarmClock size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => answers.snooze(check, 1)}>Tomorrow</Menu.Item>
          <Menu.Item onClick={() => answers.snooze(check, 3)}>In three days</Menu.Item>
          <Menu.Item onClick={() => answers.snooze(check, 7)}>In a week</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon aria-label={`Dismiss: ${check.title}`} onClick={() => answers.dismiss(check)}>
        <X size={15} />
      </ActionIcon>
    </>
  );
}
