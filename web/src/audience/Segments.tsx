import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Archive, Filter } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Segment } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, without } from "@/ui/actions";
import type { BulkAction } from "@/ui/BulkBar";
import { ListPage } from "@/ui/ListPage";
import { ListTable } from "@/ui/ListTable";
import { Facts } from "@/ui/layout";
import { Note } from "@/ui/Row";
import { Tag } from "@/ui/status";
import type { Column, Rename } from "@/ui/TableList";
import { useAddress } from "@/ui/useAddress";
import { audiencePlaces, segmentActions } from "./actions";
import classes from "./audience.module.css";
import { segmentListQuery } from "./queries";
import type { SegmentsSearch } from "./routes";
import { meaningOf } from "./segmentWords";

const path = ({ id }: Pick<Segment, "id">) => ({ params: { path: { id } } });

const bulk: BulkAction<Segment>[] = [
  {
    label: "Archive",
    icon: Archive,
    danger: true,
    when: ({ can }) => can.includes("archiveSegment"),
    run: (segment) => take(api.DELETE("/api/email/segments/{id}", path(segment))).then(() => segment),
    done: "archived",
    undo: (made) => take(api.POST("/api/email/segments/{id}/restore", path(made as Segment))),
  },
];

const rename: Rename<Segment> = {
  when: ({ can }) => can.includes("changeSegment"),
  name: ({ name }) => name,
  longest: 200,
  save: (segment, name) =>
    take(
      api.PATCH("/api/email/segments/{id}", { ...path(segment), body: { name, version: segment.version } as never }),
    ),
};

const columns: Column<Segment>[] = [
  { key: "title", label: "Segment", sort: "name", cell: (segment) => <SegmentTitle segment={segment} /> },
  { key: "kind", label: "Kind", width: 120, cell: ({ builtIn }) => <Tag>{builtIn ? "Built in" : "Yours"}</Tag> },
  {
    key: "contacts",
    label: "Contacts",
    sort: "contacts",
    width: 110,
    cell: ({ count }) => <span className={classes.count}>{count.toLocaleString("en")}</span>,
  },
];

const keyOf = ({ id }: Segment) => id;

export function Segments() {
  const [{ sort }] = useAddress<SegmentsSearch>();
  const me = useMe();
  const segments = useQuery(segmentListQuery(sort));
  const [create] = pick(useActions(audiencePlaces, me), "createSegment");
  const button = may(me, "contact.write") ? <ActionButton action={create} size="xs" /> : null;
  return (
    <ListPage
      tools={button}
      query={segments}
      limit={200}
      keyOf={keyOf}
      body={(items) => (
        <ListTable
          label="Segments"
          items={items}
          keyOf={keyOf}
          nameOf={({ name }) => name}
          columns={columns}
          actions={(segment) => <SegmentMenu segment={segment} />}
          bulk={bulk}
          rename={rename}
          peek={(segment) => <SegmentPeek segment={segment} />}
          stale={[keys.segments]}
          busy={segments.isPlaceholderData}
        />
      )}
      empty={{ icon: Filter, title: "No segments yet", text: "A segment holds the contacts that match its rules." }}
      noMatch={{ title: "No segments match", all: "Show all segments" }}
    />
  );
}

function SegmentTitle({ segment }: { segment: Segment }) {
  const { id, key, name, builtIn } = segment;
  return (
    <>
      <Link
        className={classes.contactName}
        {...(builtIn
          ? { to: "/audience" as const, search: { segment: key ?? id } }
          : { to: "/audience/segments/$segmentId" as const, params: { segmentId: id } })}
      >
        {name}
      </Link>
      <Note>{meaningOf(segment)}</Note>
    </>
  );
}

function SegmentMenu({ segment }: { segment: Segment }) {
  const bound = useActions(segmentActions, segment);
  const { builtIn, name } = segment;
  return <ActionMenu actions={builtIn ? without(bound, "openSegment") : bound} label={`Actions for ${name}`} />;
}

function SegmentPeek({ segment }: { segment: Segment }) {
  return (
    <Facts
      facts={[
        ["Contacts now", segment.count.toLocaleString("en")],
        ["Who is in it", meaningOf(segment)],
      ]}
    />
  );
}
