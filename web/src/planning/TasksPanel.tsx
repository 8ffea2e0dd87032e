import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ListChecks, Plus, UserCheck } from "lucide-react";
import { useState } from "react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { type Campaign, priorities, type Task, type TaskFilter } from "@/contract/types";
import type { Filter } from "@/ui/Filters";
import { humanise } from "@/ui/format";
import { ListPage } from "@/ui/ListPage";
import { Views } from "@/ui/Sections";
import { useAddress, usePage } from "@/ui/useAddress";
import { AutoAssign } from "./AutoAssign";
import { tasksQuery, teamQuery } from "./queries";
import { TaskBoard } from "./TaskBoard";
import { TaskFileMenu } from "./TaskFiles";
import { TaskTable } from "./TaskTable";

interface Search {
  view?: string;
  q?: string;
  assignee?: string;
  priority?: TaskFilter["priority"];
  show?: string;
  sort?: TaskFilter["sort"];
  task?: string | undefined;
}

const views = [{ label: "Board" }, { value: "list", label: "List" }];
const shows: Record<string, TaskFilter> = {
  overdue: { overdue: true },
  critical: { critical: true, open: true },
  blocked: { blocked: true, open: true },
};

function useTaskFilters(): Filter[] {
  const team = useQuery(teamQuery);
  const people = (team.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return [
    { kind: "search", key: "q", label: "Search tasks", placeholder: "Search tasks", shortcut: true },
    {
      kind: "select",
      key: "assignee",
      label: "Assignee",
      all: "Everyone",
      options: [{ value: "me", label: "Me" }, { value: "none", label: "No one" }, ...people],
    },
    {
      kind: "select",
      key: "priority",
      label: "Priority",
      all: "Any priority",
      width: 140,
      options: priorities.map((value) => ({ value, label: humanise(value) })),
    },
    {
      kind: "chips",
      key: "show",
      label: "Show",
      options: Object.keys(shows).map((value) => ({ value, label: humanise(value) })),
    },
  ];
}

/** The tasks of a campaign, as a board by status or as a list by due date. */
export function TasksPanel({ campaign }: { campaign: Campaign }) {
  const [{ view, q, assignee, priority, show, sort }, address] = useAddress<Search>();
  const [assigning, setAssigning] = useState(false);
  const writable = may(useMe(), "plan.write");
  const page = usePage(view === "list" ? 50 : 200);
  const filter: TaskFilter = { campaignId: campaign.id, q, assignee, priority, ...(show ? shows[show] : {}) };
  const query = useQuery(tasksQuery({ ...filter, sort, ...page }));
  const create = (
    <Button
      leftSection={<Plus size={15} aria-hidden />}
      onClick={() => address({ task: "new" }, { keepHistory: true })}
    >
      New task
    </Button>
  );
  return (
    <ListPage<Task>
      filters={useTaskFilters()}
      tools={
        <>
          <Views label="View" views={views} />
          {writable ? (
            <>
              <Button
                variant="default"
                leftSection={<UserCheck size={15} aria-hidden />}
                onClick={() => setAssigning(true)}
              >
                Assign
              </Button>
              <TaskFileMenu campaignId={campaign.id} />
              {create}
            </>
          ) : null}
        </>
      }
      query={query}
      limit={page.limit}
      keyOf={({ id }) => id}
      {...(view === "list"
        ? {
            body: (tasks) => (
              <TaskTable items={tasks} busy={query.isPlaceholderData} filter={filter} total={query.data?.total ?? 0} />
            ),
          }
        : { body: (tasks) => <TaskBoard tasks={tasks} /> })}
      empty={{
        icon: ListChecks,
        title: "No tasks yet",
        text: "Tasks say who does what by when. A timeline creates the usual ones for this type of campaign.",
        actions: writable ? create : null,
      }}
      noMatch={{ title: "No tasks match", all: "Show all tasks" }}
    >
      {assigning ? <AutoAssign campaignId={campaign.id} close={() => setAssigning(false)} /> : null}
    </ListPage>
  );
}
