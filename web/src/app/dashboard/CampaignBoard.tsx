import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Megaphone } from "lucide-react";
import type { BoardFilter, BoardRow } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { Ago, Pager } from "@/ui/Bits";
import { DataTable } from "@/ui/DataTable";
import { humanise } from "@/ui/format";
import { Chips } from "@/ui/layout";
import { Panel, PanelBody } from "@/ui/Page";
import { Note } from "@/ui/Row";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status, Tag, type Tone } from "@/ui/status";
import { useAddress, usePage } from "@/ui/useAddress";
import { useChoice } from "./choice";
import classes from "./dashboard.module.css";
import { boardQuery } from "./queries";

const limit = 10;

const shows = [
  { value: "risk", label: "At risk" },
  { value: "held", label: "Held by an approval" },
] as const;

export const healths: Record<BoardRow["health"], [string, Tone]> = {
  good: ["Good", "good"],
  watch: ["Watch", "warn"],
  bad: ["Problem", "bad"],
};

interface Address {
  show?: "risk" | "held" | undefined;
  phase?: string | undefined;
  page?: number | undefined;
}

/** How each campaign is doing. */
export function CampaignBoard() {
  const choice = useChoice();
  const [{ show, phase }, address] = useAddress<Address>();
  const { offset } = usePage(limit);
  const board = useQuery(
    boardQuery({
      ...(choice as BoardFilter),
      limit,
      offset,
      ...(show === "risk" ? { atRisk: true } : show === "held" ? { held: true } : {}),
      ...(phase ? { phase } : {}),
    }),
  );
  return (
    <Panel
      title="Campaigns"
      padded={false}
      aside={
        <Chips
          label="Which campaigns"
          all="All"
          options={shows}
          value={show}
          onChange={(value) => address({ show: value, page: undefined })}
        >
          {phase ? <Tag tone="accent">{humanise(phase)}</Tag> : null}
        </Chips>
      }
    >
      <Loaded query={board} skeleton={<BoneRows count={5} height={57} />}>
        {({ items, total }) =>
          items.length === 0 ? (
            <Empty icon={Megaphone} title="No campaigns here" text="No campaign matches this choice." />
          ) : (
            <>
              <DataTable label="Campaigns">
                <thead>
                  <tr>
                    <th scope="col">Campaign</th>
                    <th scope="col" className={classes.left}>
                      Health
                    </th>
                    <th scope="col">Readiness</th>
                    <th scope="col">Tasks done</th>
                    <th scope="col">Open tasks</th>
                    <th scope="col">Clicks</th>
                    <th scope="col">Next send</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((row) => (
                    <BoardLine key={row.campaignId} row={row} />
                  ))}
                </tbody>
              </DataTable>
              {total > limit ? (
                <PanelBody>
                  <Pager
                    total={total}
                    limit={limit}
                    offset={offset}
                    onMove={(next) => address({ page: next === 0 ? undefined : next / limit + 1 })}
                  />
                </PanelBody>
              ) : null}
            </>
          )
        }
      </Loaded>
    </Panel>
  );
}

function BoardLine({ row }: { row: BoardRow }) {
  const { campaignId, name, phase, health, readiness, progress, tasks, figures, risks, held, nextDue } = row;
  const [word, tone] = healths[health];
  const unlaunched = !["running", "paused", "done", "cancelled"].includes(phase);
  const params = { campaignId };
  return (
    <tr>
      <th scope="row" className={classes.campaign}>
        <Link to="/campaigns/$campaignId" params={params}>
          {name}
        </Link>
        <Note>
          {[humanise(phase), risks > 0 ? `${risks} ${risks === 1 ? "risk" : "risks"}` : null]
            .filter(Boolean)
            .join(" · ")}
        </Note>
      </th>
      <td className={classes.left}>
        {held ? (
          <Link to="/campaigns/$campaignId/approvals" params={params} className={classes.plain}>
            <Status value="needs_approval" />
          </Link>
        ) : (
          <Tag tone={tone}>{word}</Tag>
        )}
      </td>
      <td>{unlaunched ? <Share value={readiness / 100} /> : "—"}</td>
      <td>{progress === null ? "—" : <Share value={progress} />}</td>
      <td>
        {tasks.open.count === 0 ? (
          "—"
        ) : (
          <Link
            to="/campaigns/$campaignId/plan"
            params={params}
            search={{ view: "tasks" } as never}
            className={classes.plain}
          >
            {tasks.open.count}
            {tasks.overdue.count > 0 ? <small className={classes.late}> {tasks.overdue.count} overdue</small> : null}
          </Link>
        )}
      </td>
      <td>{figures.clicks > 0 ? figures.clicks.toLocaleString("en") : "—"}</td>
      <td className={classes.when}>{nextDue ? <Ago at={nextDue} /> : "—"}</td>
    </tr>
  );
}

/** A share as a bar with its number. */
function Share({ value }: { value: number }) {
  return (
    <span className={classes.share}>
      <Bar share={value} width={56} tone="quiet" />
      <span>{Math.round(value * 100)}%</span>
    </span>
  );
}
