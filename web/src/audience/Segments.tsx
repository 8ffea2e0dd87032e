import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { may } from "@/contract/permissions";
import { segmentsQuery, useMe } from "@/contract/queries";
import type { Segment } from "@/contract/types";
import { ActionButton, ActionMenu, pick, useActions, without } from "@/ui/actions";
import { Panel } from "@/ui/Page";
import { BoneRows, Loaded } from "@/ui/States";
import { Tag } from "@/ui/status";
import ui from "@/ui/ui.module.css";
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
  const places = useActions(audiencePlaces, me);
  const [create] = pick(places, "createSegment");
  return (
    <Panel
      title="Segments"
      padded={false}
      aside={may(me, "contact.write") ? <ActionButton action={create} size="xs" /> : null}
    >
      <Loaded query={segments} skeleton={<BoneRows count={6} height={57} />}>
        {({ items }) => (
          <ul className={ui.rows}>
            {items.map((segment) => (
              <li key={segment.id}>
                <SegmentRow segment={segment} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Panel>
  );
}

function SegmentRow({ segment }: { segment: Segment }) {
  const bound = useActions(segmentActions, segment);
  const place = {
    className: `${ui.stretch} ${ui.rowTitle}`,
    style: { display: "block", color: "inherit", textDecoration: "none" },
  };
  return (
    <div className={ui.row} data-open>
      <div className={ui.rowMain}>
        {segment.builtIn ? (
          <Link to="/audience" search={{ segment: segment.key ?? segment.id }} {...place}>
            {segment.name}
          </Link>
        ) : (
          <Link to="/audience/segments/$segmentId" params={{ segmentId: segment.id }} {...place}>
            {segment.name}
          </Link>
        )}
        <p className={ui.rowNote}>
          {segment.key ? (builtInWords[segment.key] ?? inWords(segment.rules)) : inWords(segment.rules)}
        </p>
      </div>
      {segment.builtIn ? (
        <span className={ui.hideNarrow}>
          <Tag>Built in</Tag>
        </span>
      ) : null}
      <span className={classes.count}>{segment.count.toLocaleString("en")}</span>
      <span className={`${ui.rowAside} ${ui.above}`}>
        <ActionMenu
          actions={segment.builtIn ? without(bound, "openSegment") : bound}
          label={`Actions for ${segment.name}`}
        />
      </span>
    </div>
  );
}
