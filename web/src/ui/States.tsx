import { Button, Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { AlertTriangle, CircleCheck, CloudOff, Info, Lock, type LucideIcon, SearchX } from "lucide-react";
import type { ReactNode } from "react";
import { headlineOf, problemOf } from "@/contract/problem";
import row from "./row.module.css";
import classes from "./states.module.css";
import type { Tone } from "./status";

/** Says what belongs here and offers the button that makes the first one. */
export function Empty({
  icon: Icon,
  title,
  text,
  tone,
  whole,
  children,
}: {
  icon: LucideIcon;
  title: string;
  text?: ReactNode;
  tone?: Tone;
  /** The page is about nothing else. */
  whole?: boolean;
  children?: ReactNode;
}) {
  const Heading = whole ? "h1" : "p";
  return (
    <div className={classes.empty}>
      <span className={classes.emptyIcon} data-tone={tone}>
        <Icon size={18} aria-hidden />
      </span>
      <Heading className={classes.emptyTitle}>{title}</Heading>
      {text ? <div className={classes.emptyText}>{text}</div> : null}
      {children ? <div className={classes.emptyActions}>{children}</div> : null}
    </div>
  );
}

export function Failed({ error, retry }: { error: unknown; retry?: () => void }) {
  const problem = problemOf(error);
  const { status, code, detail } = problem;
  if (status === 404)
    return (
      <Empty
        whole
        icon={SearchX}
        title="Not found"
        text={code === "not_found" || !detail ? "It may have been deleted, or the link may be wrong." : detail}
      >
        <Button component={Link} to="/" variant="default">
          Go home
        </Button>
      </Empty>
    );
  return (
    <Empty
      icon={status === 0 ? CloudOff : AlertTriangle}
      tone="bad"
      title={headlineOf(problem)}
      text={status === 403 ? "Ask a workspace owner or admin for access." : (detail ?? "Try again in a moment.")}
    >
      {retry && status !== 403 ? (
        <Button variant="default" onClick={retry}>
          Try again
        </Button>
      ) : null}
    </Empty>
  );
}

/** Nothing is left to do here. */
export function AllGood({ title, text }: { title: string; text: string }) {
  return (
    <div className={classes.allGood}>
      <CircleCheck size={18} aria-hidden />
      <div>
        <b>{title}</b>
        <p>{text}</p>
      </div>
    </div>
  );
}

/** A form opened by its address by someone who may not submit it. */
export function MayNot() {
  return (
    <Empty whole icon={Lock} title="You don't have permission" text="Ask a workspace owner or admin for access.">
      <Button component={Link} to="/campaigns" variant="default">
        Go to campaigns
      </Button>
    </Empty>
  );
}

/** The three faces of a query: its skeleton, its failure, its data. */
export function Loaded<T>({
  query,
  skeleton,
  children,
}: {
  query: UseQueryResult<T>;
  skeleton: ReactNode;
  children: (data: T) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <Failed error={query.error} retry={() => query.refetch()} />;
  return skeleton;
}

export function Bone({ width = "100%", height = 14 }: { width?: number | string; height?: number }) {
  return <div className={classes.bone} style={{ width, height }} data-bone aria-hidden />;
}

/** As tall as the list it replaces. */
export function BoneRows({ count = 6, height = 56 }: { count?: number; height?: number }) {
  return (
    <div className={row.rows} role="status" aria-label="Loading">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones have no identity
        <div key={index} className={row.row} style={{ height }}>
          <Bone width={22} height={22} />
          <div className={row.rowMain}>
            <Bone width={`${52 - (index % 3) * 11}%`} height={12} />
          </div>
          <Bone width={64} height={12} />
        </div>
      ))}
    </div>
  );
}

const noticeIcons = { bad: AlertTriangle, warn: AlertTriangle, info: Info, good: CircleCheck };

export function Notice({
  tone,
  title,
  action,
  children,
}: {
  tone: keyof typeof noticeIcons;
  title?: string;
  /** A button below the words. */
  action?: ReactNode;
  children?: ReactNode;
}) {
  const Icon = noticeIcons[tone];
  return (
    <div className={classes.notice} data-tone={tone} role={tone === "bad" ? "alert" : "status"}>
      <Icon size={16} aria-hidden />
      <div>
        {title ? <p className={classes.noticeTitle}>{title}</p> : null}
        {children}
        {action ? <div className={classes.noticeAction}>{action}</div> : null}
      </div>
    </div>
  );
}

/** The error of a whole form; errors of a field are shown at the field. */
export function FormProblem({ error }: { error: unknown }) {
  if (!error) return null;
  const problem = problemOf(error);
  const { detail, errors, blockers, problems } = problem;
  const lines = [...(problems ?? []).map((p) => p.message), ...(blockers ?? []).map(blockerText)];
  // With a list of reasons, the detail is its first line once more, after a sentence that says what can't be done.
  const [what] = blockers?.length ? (detail?.match(/^[^.]+(?=\. )/) ?? []) : [];
  return (
    <Notice tone="bad" title={what ?? headlineOf(problem)}>
      {detail && !what ? <p>{detail}</p> : null}
      {lines.length > 0 ? (
        <ul style={{ margin: "4px 0 0", paddingLeft: 18 }}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      ) : null}
      {!detail && lines.length === 0 && errors ? <Text size="sm">{Object.values(errors).join(" ")}</Text> : null}
    </Notice>
  );
}

function blockerText(blocker: { title?: string; reason?: string; message?: string }) {
  return blocker.message ?? `${blocker.title}. ${blocker.reason ?? ""}`;
}
