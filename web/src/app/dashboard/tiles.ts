import type { Counted, WorkspaceOverview } from "@/contract/types";
import type { Tone } from "@/ui/status";

export interface Tile {
  /** Its name in the address while its rows are open. */
  key: string;
  label: string;
  /** Above its rows, where the figure is no count. */
  title?: string;
  counted: Counted;
  tone: Tone;
}

/** What needs a person; a tile that counts nothing is quiet. */
export function attentionTiles({ attention, campaigns }: WorkspaceOverview): Tile[] {
  return [
    { key: "reviews", label: "Reviews waiting for you", counted: attention.reviewsWaiting, tone: "accent" },
    { key: "reviewsOverdue", label: "Overdue reviews", counted: attention.reviewsOverdue, tone: "bad" },
    { key: "tasksOverdue", label: "Overdue tasks", counted: attention.tasksOverdue, tone: "bad" },
    { key: "failed", label: "Failed messages", counted: attention.failed, tone: "bad" },
    { key: "unconfirmed", label: "Unconfirmed messages", counted: attention.unconfirmed, tone: "warn" },
    { key: "held", label: "Campaigns held by an approval", counted: attention.blockers, tone: "warn" },
    { key: "atRisk", label: "Campaigns at risk", counted: campaigns.atRisk, tone: "warn" },
  ];
}

export function workTiles({ tasks, deliveries, team }: WorkspaceOverview): Tile[] {
  return [
    { key: "tasksOpen", label: "Open tasks", counted: tasks.open, tone: "neutral" },
    { key: "tasksMine", label: "Your tasks", counted: tasks.mine, tone: "neutral" },
    { key: "tasksToday", label: "Due today", counted: tasks.dueToday, tone: "neutral" },
    { key: "tasksBlocked", label: "Blocked", counted: tasks.blocked, tone: "bad" },
    { key: "next", label: "Posts and e-mails in the next 7 days", counted: deliveries.next7Days, tone: "neutral" },
    { key: "available", label: "People working today", counted: team.available, tone: "neutral" },
  ];
}

/** Each tile of the page, and each risk, by its name in the address. */
export function openedTile(overview: WorkspaceOverview, key: string | undefined): Tile | undefined {
  const risks = overview.risks.flatMap((risk, at): Tile[] =>
    risk.rows ? [{ key: `risk${at}`, label: risk.title, counted: risk.rows, tone: "neutral" }] : [],
  );
  return [...attentionTiles(overview), ...workTiles(overview), ...risks].find((tile) => tile.key === key);
}
