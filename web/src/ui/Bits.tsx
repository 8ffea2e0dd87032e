import { ActionIcon, Button, CopyButton, Tooltip, VisuallyHidden } from "@mantine/core";
import { Check, ChevronLeft, ChevronRight, Copy } from "lucide-react";
import { Fragment } from "react";
import { useMe } from "@/contract/queries";
import classes from "./bits.module.css";
import { dateTime, initials, relative, shortDateTime, zoneLabel } from "./format";
import type { Tone } from "./status";

const hues: Tone[] = ["accent", "good", "warn", "info", "bad"];

export function Initials({ name: known, large }: { name: string | null | undefined; large?: boolean }) {
  const name = known || "Fanfare";
  const hue = hues[[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % hues.length];
  return (
    <span className={classes.initials} data-tone={hue} data-large={large || undefined} aria-hidden>
      {initials(name)}
    </span>
  );
}

/** An instant as people say it, with the exact time and zone in reach. */
export function Ago({ at }: { at: string }) {
  const zone = useMe().workspace.timeZone;
  return (
    <Tooltip label={`${dateTime(at, zone)} (${zoneLabel(zone, at)})`}>
      <time dateTime={at}>{relative(at)}</time>
    </Tooltip>
  );
}

/** A planned time on the wall clock of its own zone, the zone always beside it. */
export function PlannedAt({ at, zone, short }: { at: string; zone: string; short?: boolean }) {
  return (
    <time dateTime={at}>
      {short ? shortDateTime(at, zone) : dateTime(at, zone)} <Zone zone={zone} at={at} />
    </time>
  );
}

export function Zone({ zone, at }: { zone: string; at?: string }) {
  return <span style={{ color: "var(--mantine-color-dimmed)" }}>{zoneLabel(zone, at)}</span>;
}

const isMac = typeof navigator !== "undefined" && /Mac|iP(hone|ad)/.test(navigator.userAgent);

export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.kbd}>
      {keys.split(/[ +]/).map((key) => (
        <Fragment key={key}>
          <kbd>{keyName(key)}</kbd>
        </Fragment>
      ))}
    </span>
  );
}

function keyName(key: string) {
  const names: Record<string, string> = { mod: isMac ? "⌘" : "Ctrl", enter: "↵", shift: "⇧", escape: "Esc" };
  return names[key] ?? key.toUpperCase();
}

export function Copyable({ text, label = "Copy" }: { text: string; label?: string }) {
  return (
    <CopyButton value={text} timeout={1600}>
      {({ copied, copy }) => (
        <Button
          variant="default"
          onClick={copy}
          leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
        >
          {copied ? "Copied" : label}
        </Button>
      )}
    </CopyButton>
  );
}

export function CopyIcon({ text, label }: { text: string; label: string }) {
  return (
    <CopyButton value={text} timeout={1600}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? "Copied" : label}>
          <ActionIcon onClick={copy} aria-label={label}>
            {copied ? <Check size={15} /> : <Copy size={15} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}

export function Pager({
  total,
  limit,
  offset,
  onMove,
}: {
  total: number;
  limit: number;
  offset: number;
  onMove: (offset: number) => void;
}) {
  if (total === 0) return null;
  return (
    <nav className={classes.pager} aria-label="Pages">
      <span>
        {(offset + 1).toLocaleString("en")}–{Math.min(offset + limit, total).toLocaleString("en")} of{" "}
        {total.toLocaleString("en")}
      </span>
      {total > limit ? (
        <span style={{ display: "flex", gap: 6 }}>
          <ActionIcon
            variant="default"
            disabled={offset === 0}
            onClick={() => onMove(Math.max(0, offset - limit))}
            aria-label="Previous page"
          >
            <ChevronLeft size={15} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            disabled={offset + limit >= total}
            onClick={() => onMove(offset + limit)}
            aria-label="Next page"
          >
            <ChevronRight size={15} />
          </ActionIcon>
        </span>
      ) : null}
    </nav>
  );
}

export function Hidden({ children }: { children: React.ReactNode }) {
  return <VisuallyHidden>{children}</VisuallyHidden>;
}
