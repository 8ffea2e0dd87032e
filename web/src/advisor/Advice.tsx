import { ActionIcon, Menu } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { AlarmClock, CircleAlert, CircleCheck, Lightbulb, type LucideIcon, TriangleAlert, X } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Campaign, Check } from "@/contract/types";
import { showProblem, useOffer } from "@/ui/actions";
import { Keys } from "@/ui/Bits";
import { CheckRow } from "@/ui/CheckRow";
import { FixButton, useFix } from "@/ui/FixButton";
import { counted, humanise, shortDay } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { Bone, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { showUndo } from "@/ui/undo";
import classes from "./advisor.module.css";
import { adviceQuery, respond } from "./queries";

const few = 5;

/** What to do next and why, with the one button that does it; then all else that stands open, most urgent first. */
export function Advice({ campaign }: { campaign: Campaign }) {
  const advice = useQuery(adviceQuery(campaign.id));
  const [all, setAll] = useState(false);
  const [gone, setGone] = useState<string[]>([]);
  const answers = useAnswers(campaign.id, (check, away) =>
    setGone((old) => (away ? [...old, keyOf(check)] : old.filter((key) => key !== keyOf(check)))),
  );
  return (
    <Panel
      title="What to do next"
      padded={false}
      aside={advice.data ? <Score value={advice.data.score} stage={advice.data.stage} /> : null}
    >
      <Loaded
        query={advice}
        skeleton={
          <div className={ui.panelBody}>
            <Bone height={148} />
          </div>
        }
      >
        {({ next, blockers, recommendations }) => {
          const open = [...blockers, ...recommendations].filter((check) => !gone.includes(keyOf(check)));
          const first = next && !gone.includes(keyOf(next)) ? next : open[0];
          const others = open.filter((check) => !first || keyOf(check) !== keyOf(first));
          const shown = all ? others : others.slice(0, few);
          if (!first) return <Nothing campaign={campaign} />;
          return (
            <>
              <Next key={keyOf(first)} campaign={campaign} check={first} answers={answers} />
              {shown.length > 0 ? (
                <ul className={`${ui.rows} ${classes.others}`}>
                  {shown.map((check) => (
                    <li key={keyOf(check)}>
                      <CheckRow check={check}>
                        <span className={classes.buttons}>
                          <FixButton campaign={campaign} check={check} onTaken={() => answers.accept(check)} />
                          <Later check={check} answers={answers} />
                        </span>
                      </CheckRow>
                    </li>
                  ))}
                </ul>
              ) : null}
              {others.length > few ? (
                <button type="button" className={classes.more} onClick={() => setAll(!all)} aria-expanded={all}>
                  {all ? "Show fewer" : `Show ${counted(others.length - few, "more", "more")}`}
                </button>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Panel>
  );
}

function keyOf({ code, subject }: Check) {
  return `${code} ${subject.kind} ${subject.id ?? ""}`;
}

const faces: Record<Check["severity"], { icon: LucideIcon; tone: string; word: string }> = {
  blocker: { icon: CircleAlert, tone: "bad", word: "Blocks the launch" },
  warning: { icon: TriangleAlert, tone: "warn", word: "Warning" },
  suggestion: { icon: Lightbulb, tone: "info", word: "Suggestion" },
};

interface NextProps {
  campaign: Campaign;
  check: Check;
  answers: Answers;
}

function Next({ campaign, check, answers }: NextProps) {
  const { icon: Icon, tone, word } = faces[check.severity];
  const accept = () => answers.accept(check);
  const fix = useFix({ campaign, check, onTaken: accept });
  const perform = useRef(fix?.perform);
  perform.current = fix?.perform;
  const label = fix?.label;
  useOffer(
    useMemo(
      () =>
        label
          ? [
              {
                name: "doNext",
                label: `Do next: ${label}`,
                icon: CircleCheck,
                group: "This campaign",
                keys: "d",
                running: false,
                perform: () => perform.current?.(),
              },
            ]
          : [],
      [label],
    ),
  );
  return (
    <div className={classes.next} data-tone={tone}>
      <span className={classes.nextIcon}>
        <Icon size={20} aria-hidden />
      </span>
      <div className={classes.nextMain}>
        <p className={classes.word}>{word}</p>
        <h3>{check.title}</h3>
        <p className={classes.reason}>{check.reason}</p>
        <Evidence evidence={check.evidence} />
        <div className={classes.nextButtons}>
          <FixButton campaign={campaign} check={check} primary size="sm" onTaken={accept} />
          {fix ? (
            <span className={classes.hint}>
              <Keys keys="d" />
            </span>
          ) : null}
          <Later check={check} answers={answers} />
        </div>
      </div>
    </div>
  );
}

/** The figures that the advice rests on. */
function Evidence({ evidence }: { evidence: Record<string, unknown> }) {
  const facts = Object.entries(evidence).flatMap(([name, value]): [string, string][] => {
    if (value === null || value === undefined || value === "") return [];
    if (typeof value === "number") return [[name, value.toLocaleString("en", { maximumFractionDigits: 2 })]];
    if (typeof value === "boolean") return [[name, value ? "yes" : "no"]];
    if (typeof value === "string") return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value) ? [] : [[name, said(value)]];
    if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number"))
      return value.length > 0
        ? [[name, value.slice(0, 4).map(String).map(said).join(", ") + (value.length > 4 ? "…" : "")]]
        : [];
    return [];
  });
  if (facts.length === 0) return null;
  return (
    <dl className={classes.evidence}>
      {facts.slice(0, 5).map(([name, value]) => (
        <div key={name}>
          <dt>{humanise(name.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase())}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Days as people write them, words of the data as they are called. */
function said(value: string) {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return shortDay(value);
  return /^[a-z]+(_[a-z]+|[A-Z][a-z]+)*$/.test(value)
    ? platformName(value.replace(/([a-z])([A-Z])/g, "$1_$2").toLowerCase())
    : value;
}

interface Answers {
  accept: (check: Check) => void;
  dismiss: (check: Check) => void;
  snooze: (check: Check, days: number) => void;
}

/** What somebody answers is gone at once; taking it back lets it return. */
function useAnswers(campaignId: string, away: (check: Check, away: boolean) => void): Answers {
  const queries = useQueryClient();
  const again = () => queries.invalidateQueries({ queryKey: keys.campaign(campaignId, "advice") });
  const putAway = async (check: Check, message: string, response: "dismissed" | "snoozed", until?: Date) => {
    away(check, true);
    try {
      await respond(campaignId, check, response, until);
      showUndo(message, async () => {
        away(check, false);
        const soon = new Date(Date.now() + 1000);
        await respond(campaignId, check, "snoozed", soon).catch(showProblem);
        setTimeout(again, 1500);
      });
    } catch (error) {
      away(check, false);
      showProblem(error);
    }
  };
  return {
    accept: (check) => {
      if (check.dismissible) respond(campaignId, check, "accepted").catch(() => undefined);
    },
    dismiss: (check) => putAway(check, "Dismissed until something changes.", "dismissed"),
    snooze: (check, days) =>
      putAway(
        check,
        days === 1 ? "Snoozed until tomorrow." : `Snoozed for ${days} days.`,
        "snoozed",
        new Date(Date.now() + days * 86_400_000),
      ),
  };
}

function Later({ check, answers }: { check: Check; answers: Answers }) {
  const me = useMe();
  if (!check.dismissible || !may(me, "campaign.write")) return null;
  return (
    <>
      <Menu width={180}>
        <Menu.Target>
          <ActionIcon aria-label={`Snooze: ${check.title}`}>
            <AlarmClock size={15} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => answers.snooze(check, 1)}>Tomorrow</Menu.Item>
          <Menu.Item onClick={() => answers.snooze(check, 3)}>In three days</Menu.Item>
          <Menu.Item onClick={() => answers.snooze(check, 7)}>In a week</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ActionIcon aria-label={`Dismiss: ${check.title}`} onClick={() => answers.dismiss(check)}>
        <X size={15} />
      </ActionIcon>
    </>
  );
}

function Score({ value, stage }: { value: number; stage: string }) {
  return (
    <span className={classes.score} role="img" aria-label={`${value} of 100, stage ${humanise(stage)}`}>
      <span>{humanise(stage)}</span>
      <span className={classes.meter}>
        <i style={{ width: `${Math.min(100, Math.max(0, value))}%` }} data-full={value >= 100 || undefined} />
      </span>
      <b>{value}</b>
    </span>
  );
}

const allGood: Record<string, string> = {
  ready: "Launch the campaign to send scheduled items.",
  running: "Running. See what was sent and what is next.",
  paused: "Nothing is sent until you resume it.",
  done: "Everything scheduled has been sent.",
};

function Nothing({ campaign }: { campaign: Campaign }) {
  return (
    <div className={classes.allGood}>
      <CircleCheck size={18} aria-hidden />
      <div>
        <b>You're all set</b>
        <p>{allGood[campaign.phase] ?? "No open tasks."}</p>
      </div>
    </div>
  );
}
