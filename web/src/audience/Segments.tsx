import { useQuery } from "@tanstack/react-query";
import { Filter } from "lucide-react";
import { may } from "@/contract/permissions";
import { segmentsQuery, useMe } from "@/contract/queries";
import type { Segment } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, without } from "@/ui/actions";
import { ListPanel } from "@/ui/List";
import { Row, RowEnd } from "@/ui/Row";
import { Tag } from "@/ui/status";
import { audiencePlaces, segmentActions } from "./actions";
import classes from "./audience.module.css";
import { inWords } from "./rules";

const builtInWords: Record<string, string> = {
  all: "All contacts, including those who can't receive mail",
  active: "Added, opened, clicked, bought or visited in the last 90 days",
  inactive: "No activity in the last 90 days",
  new: "Added in the last 30 days",
  high_value: "Value of 500 or more, or at least three purchases",
};

export function Segments() {
  const me = useMe();
  const segments = useQuery(segmentsQuery);
  const [create] = pick(useActions(audiencePlaces, me), "createSegment");
  return (
    <ListPanel
      title="Segments"
      query={segments}
      bones={6}
      height={57}
      create={may(me, "contact.write") ? <ActionButton action={create} size="xs" /> : null}
      keyOf={({ id }) => id}
      row={(segment) => <SegmentRow segment={segment} />}
      empty={{ icon: Filter, title: "No segments yet", text: "A segment holds the contacts that match its rules." }}
    />
  );
}

function SegmentRow({ segment }: { segment: Segment }) {
  const bound = useActions(segmentActions, segment);
  const { id, key, name, builtIn, count, rules } = segment;
  return (
    <Row
      place={
        builtIn
          ? { to: "/audience", search: { segment: key ?? id } }
          : { to: "/audience/segments/$segmentId", params: { segmentId: id } }
      }
      title={name}
      note={(key ? builtInWords[key] : undefined) ?? inWords(rules)}
      actions={<ActionMenu actions={builtIn ? without(bound, "openSegment") : bound} label={`Actions for ${name}`} />}
    >
      {builtIn ? (
        <RowEnd wide>
          <Tag>Built in</Tag>
        </RowEnd>
      ) : null}
      <span className={classes.count}>{count.toLocaleString("en")}</span>
    </Row>
  );
}
