import { Button } from "@mantine/core";
import { MessageSquarePlus } from "lucide-react";
import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import type { Campaign, ItemContent, ReviewAnchor, ReviewComment } from "@/contract/types";
import { shortDateTime } from "@/ui/format";
import { Chip, ChipGroup } from "@/ui/layout";
import { PlatformIcon } from "@/ui/PlatformIcon";
import {
  anchorOfPoint,
  anchorOfSecond,
  anchorOfSelection,
  highlight,
  type Pin,
  pagesOf,
  pinsOf,
  secondsOf,
  seek,
} from "./anchors";
import { changeOf, contentOf, type Entry } from "./review";
import classes from "./review.module.css";

export type Face = ComponentType<{ kind: string; assetId: string | undefined }>;
export type Preview = ComponentType<{ campaign: Campaign; entry: Entry }>;
export type Approved = ComponentType<{ kind: string; content: ItemContent }>;

interface StageProps {
  campaign: Campaign;
  entry: Entry;
  comments: ReviewComment[];
  onAnchor: (anchor: ReviewAnchor, quote: string) => void;
  preview: Preview;
  approved: Approved;
}

/** The item as readers see it. Selecting words or clicking a picture pins a comment there. */
export function ReviewStage({ campaign, entry, comments, onAnchor, preview: Current, approved: Approved }: StageProps) {
  const [view, setView] = useState("current");
  const stage = useRef<HTMLDivElement>(null);
  const [pins, setPins] = useState<Pin[]>([]);
  const content = contentOf(entry.parts);
  const change = changeOf(entry);
  const item = { kind: entry.kind, id: entry.id };
  const [filmed, setFilmed] = useState(false);
  const about = useRef({ item, onAnchor });
  useEffect(() => {
    about.current = { item, onAnchor };
  });
  const shown = change && view === "approved" ? "approved" : "current";

  useEffect(() => {
    const node = stage.current;
    if (!node || shown === "approved") return;
    const heard = new Set<Document>();
    const select = (event: Event) => {
      const page = (event.target as Node).ownerDocument ?? document;
      const found = anchorOfSelection(about.current.item, content, page);
      if (found) about.current.onAnchor(found.anchor, found.quote);
    };
    const draw = () => {
      highlight(node, comments);
      setPins(pinsOf(node, comments, content?.assetIds ?? []));
      setFilmed(Boolean(node.querySelector("video")));
      // Words in the frame of a mail are selected in a document of their own.
      for (const { page } of pagesOf(node)) {
        if (page === document || heard.has(page)) continue;
        heard.add(page);
        for (const name of ["mouseup", "touchend", "keyup"]) page.addEventListener(name, select);
      }
    };
    // A video says how long it is after it was drawn.
    node.addEventListener("loadedmetadata", draw, true);
    const seen = new ResizeObserver(draw);
    seen.observe(node);
    const changed = new MutationObserver(draw);
    changed.observe(node, { childList: true, subtree: true });
    draw();
    return () => {
      node.removeEventListener("loadedmetadata", draw, true);
      for (const page of heard)
        for (const name of ["mouseup", "touchend", "keyup"]) page.removeEventListener(name, select);
      seen.disconnect();
      changed.disconnect();
      highlight(node, []);
    };
  }, [comments, content, shown]);

  return (
    <>
      <header className={classes.stageHead}>
        {content?.channel ? <PlatformIcon platform={content.channel} size={22} named /> : null}
        <div className={classes.itemWords}>
          <h2 className={classes.itemTitle}>{entry.title || "Untitled"}</h2>
          <p className={classes.itemNote}>{facts(content)}</p>
        </div>
        {change ? (
          <ChipGroup label="Version">
            <Chip pressed={shown === "current"} onClick={() => setView("current")}>
              As readers see it
            </Chip>
            <Chip pressed={shown === "approved"} onClick={() => setView("approved")}>
              {change.asked ? "Version before" : "Approved version"}
            </Chip>
          </ChipGroup>
        ) : null}
      </header>
      <div className={classes.canvas}>
        {shown === "approved" && change ? (
          <div className={classes.paper}>
            <Approved kind={entry.kind} content={change.before} />
          </div>
        ) : (
          // biome-ignore lint/a11y/noStaticElementInteractions: the keyboard comments with C and the field
          // biome-ignore lint/a11y/useKeyWithClickEvents: as above
          <div
            ref={stage}
            className={classes.paper}
            onMouseUp={() => {
              const found = anchorOfSelection(item, content);
              if (found) onAnchor(found.anchor, found.quote);
            }}
            onClick={(event) => {
              const found = anchorOfPoint(item, event, stage.current, content?.assetIds ?? []);
              if (found) onAnchor(found, "a point in the picture");
            }}
          >
            <Current campaign={campaign} entry={entry} />
            <Pins pins={pins} open={(second) => seek(stage.current, second)} />
          </div>
        )}
        {filmed && shown === "current" ? (
          <Button
            variant="default"
            size="xs"
            leftSection={<MessageSquarePlus size={13} aria-hidden />}
            onClick={() => {
              const found = anchorOfSecond(item, stage.current, content?.assetIds ?? []);
              if (found) onAnchor(found, `the video at ${secondsOf(found.second)}`);
            }}
          >
            Comment at this second
          </Button>
        ) : null}
      </div>
    </>
  );
}

interface PinsProps {
  pins: Pin[];
  open: (second: number) => void;
}

function Pins({ pins, open }: PinsProps): ReactNode {
  return pins.map(({ id, number, left, top, second, text }) => (
    <a
      key={id}
      href={`#comment-${id}`}
      className={classes.pin}
      style={{ left, top }}
      title={text}
      data-second={second === undefined ? undefined : true}
      aria-label={second === undefined ? `${number}: comment` : `${number} · ${secondsOf(second)}: comment`}
      onClick={() => second !== undefined && open(second)}
    >
      {second === undefined ? number : `${number} · ${secondsOf(second)}`}
    </a>
  ));
}

/** Where it goes and when. */
function facts(content: ItemContent | undefined) {
  if (!content) return null;
  const at = content.at ? shortDateTime(content.at, content.timeZone ?? "UTC") : "Not scheduled";
  return [content.to, at].filter(Boolean).join(" · ");
}
