import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { CalendarClock, GripVertical } from "lucide-react";
import type { Draft } from "@/contract/types";
import { Thumbnail } from "@/library/Picture";
import type { CalendarEntry } from "@/ui/calendarEntry";
import { instantOf } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import type { Mover } from "@/ui/useMover";
import { placeOfItem } from "./kinds";
import classes from "./tray.module.css";

/** A draft while it is dragged: it has no time yet, so every time is another one. */
export function trayEntry(draft: Draft, zone: string): CalendarEntry {
  return {
    id: draft.id,
    kind: draft.kind === "mailing" ? "mailing" : "post",
    platform: draft.platform ?? "newsroom",
    title: draft.title,
    at: instantOf("2000-01-01T09:00", zone).toISOString(),
    timeZone: zone,
    status: "draft",
    movable: true,
    tray: true,
  };
}

interface DraftTrayProps {
  drafts: Draft[];
  zone: string;
  mover: Mover;
  planNext: (draft: Draft) => void;
  setTime: (draft: Draft) => void;
}

/** What has no time yet: dragged to a day, or planned at the next free slot. */
export function DraftTray({ drafts, zone, mover, planNext, setTime }: DraftTrayProps) {
  return (
    <aside className={classes.tray} aria-label="Drafts">
      <h2>
        Drafts <span>{drafts.length}</span>
      </h2>
      <ul>
        {drafts.slice(0, 60).map((draft) => (
          <li key={draft.id}>
            {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside do the same by key */}
            <div
              className={classes.draft}
              onKeyDown={(event) => {
                if (event.key !== "s" || event.metaKey || event.ctrlKey || event.altKey) return;
                event.stopPropagation();
                if (draft.kind === "mailing") setTime(draft);
                else planNext(draft);
              }}
              onPointerDown={(event) => mover.grab(trayEntry(draft, zone), event)}
            >
              <GripVertical size={14} aria-hidden />
              {draft.assetId ? (
                <span className={classes.thumb}>
                  <Thumbnail assetId={draft.assetId} alt="" />
                </span>
              ) : null}
              <span className={classes.words}>
                <Link
                  {...placeOfItem(draft)}
                  draggable={false}
                  onClick={(event) => {
                    if (mover.wasDragged()) event.preventDefault();
                  }}
                >
                  {draft.title || "Untitled"}
                </Link>
                <small>
                  <PlatformIcon platform={draft.platform ?? "newsroom"} size={13} named />{" "}
                  {platformName(draft.platform ?? "newsroom")}
                </small>
              </span>
              <span className={classes.next} onPointerDown={(event) => event.stopPropagation()}>
                {draft.kind === "mailing" ? null : (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-label={`Next slot for ${draft.title || "draft"}`}
                    onClick={() => planNext(draft)}
                  >
                    Next slot
                  </Button>
                )}
                <Tooltip label="Set time">
                  <ActionIcon
                    size={24}
                    variant="default"
                    aria-label={`Set time for ${draft.title || "draft"}`}
                    onClick={() => setTime(draft)}
                  >
                    <CalendarClock size={13} />
                  </ActionIcon>
                </Tooltip>
              </span>
            </div>
          </li>
        ))}
      </ul>
      <p>
        Drag a draft to a day, or press S for the next free slot. <Link to="/settings/accounts">Posting slots</Link>
      </p>
    </aside>
  );
}
