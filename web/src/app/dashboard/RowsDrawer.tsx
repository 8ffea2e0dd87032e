import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { CircleCheck } from "lucide-react";
import type { ReactNode } from "react";
import { WaitingReviews } from "@/approval/WaitingReviews";
import { CampaignRows } from "@/campaign/CampaignRows";
import type { BoardRow, CalendarItem, Campaign, Delivery, Task, TeamMember, WaitingReview } from "@/contract/types";
import { Attention } from "@/delivery/Attention";
import { TaskRow } from "@/planning/TaskRow";
import { Initials } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { PanelBody } from "@/ui/Page";
import { Note, Row } from "@/ui/Row";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { Status } from "@/ui/status";
import { NextOut } from "../NextOut";
import classes from "./dashboard.module.css";
import { rowsQuery } from "./queries";
import type { Tile } from "./tiles";

/** What a tile counts, one by one. */
export function RowsDrawer({ tile, close }: { tile: Tile | undefined; close: () => void }) {
  return (
    <Drawer
      opened={tile !== undefined}
      onClose={close}
      position="right"
      size={520}
      padding={0}
      classNames={{ header: classes.drawerHead }}
      title={tile ? (tile.title ?? `${tile.label}: ${tile.counted.count.toLocaleString("en")}`) : ""}
    >
      {tile?.counted.rows ? <CountedRows path={tile.counted.rows} count={tile.counted.count} /> : null}
    </Drawer>
  );
}

function CountedRows({ path, count }: { path: string; count: number }) {
  const rows = useQuery(rowsQuery(path));
  return (
    <Loaded query={rows} skeleton={<BoneRows count={Math.min(6, count || 1)} />}>
      {({ items, total = count }) =>
        items.length === 0 ? (
          <Empty icon={CircleCheck} tone="good" title="Nothing here" />
        ) : (
          <>
            {listOf(path, items)}
            {items.length < total ? (
              <PanelBody>
                <Note>
                  The first {items.length} of {total.toLocaleString("en")}.
                </Note>
              </PanelBody>
            ) : null}
          </>
        )
      }
    </Loaded>
  );
}

/** Each list of the server has its own rows. */
function listOf(path: string, items: unknown[]): ReactNode {
  switch (path.split("?")[0]) {
    case "/api/tasks":
      return <Rows items={items as Task[]} keyOf={({ id }) => id} row={(task) => <TaskRow task={task} where />} />;
    case "/api/deliveries":
      return <Attention items={items as Delivery[]} />;
    case "/api/approvals":
      return <WaitingReviews items={items as WaitingReview[]} />;
    case "/api/social/calendar":
      return <NextOut items={items as CalendarItem[]} />;
    case "/api/campaigns":
      return <CampaignRows items={items as Campaign[]} />;
    case "/api/team":
      return <People items={items as TeamMember[]} />;
    default:
      return <BoardRows items={items as BoardRow[]} />;
  }
}

function People({ items }: { items: TeamMember[] }) {
  return (
    <Rows
      items={items}
      keyOf={({ id }) => id}
      row={({ id, name, role }) => (
        <Row
          place={{ to: "/team", search: { member: id } }}
          lead={<Initials name={name} />}
          title={name}
          note={role ?? undefined}
        />
      )}
    />
  );
}

function BoardRows({ items }: { items: BoardRow[] }) {
  return (
    <Rows
      items={items}
      keyOf={({ campaignId }) => campaignId}
      row={({ campaignId, name, phase, held }) => (
        <Row
          place={{ to: held ? "/campaigns/$campaignId/approvals" : "/campaigns/$campaignId", params: { campaignId } }}
          title={name}
        >
          <Status value={phase} />
        </Row>
      )}
    />
  );
}
