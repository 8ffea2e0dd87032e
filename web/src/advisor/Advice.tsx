import { useState } from "react";
import type { Campaign, Overview } from "@/contract/types";
import { CheckRow, keyOfCheck } from "@/ui/CheckRow";
import { FixButton } from "@/ui/FixButton";
import { counted } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import classes from "./advisor.module.css";
import { Later, useAnswers } from "./answers";
import { NextAdvice } from "./NextAdvice";
import { Nothing } from "./Nothing";

const few = 5;

/** The next task with its reason and its button, then the other open tasks, most urgent first. */
export function Advice({ campaign, evaluation }: { campaign: Campaign; evaluation: Overview["evaluation"] }) {
  const { next, blockers, recommendations } = evaluation;
  const [all, setAll] = useState(false);
  const [gone, setGone] = useState<string[]>([]);
  const answers = useAnswers(campaign.id, (check, away) =>
    setGone((old) => (away ? [...old, keyOfCheck(check)] : old.filter((key) => key !== keyOfCheck(check)))),
  );
  const open = [...blockers, ...recommendations].filter((check) => !gone.includes(keyOfCheck(check)));
  const first = next && !gone.includes(keyOfCheck(next)) ? next : open[0];
  const others = open.filter((check) => !first || keyOfCheck(check) !== keyOfCheck(first));
  const shown = all ? others : others.slice(0, few);
  return (
    <Panel title="What to do next" padded={false}>
      {first ? (
        <NextAdvice key={keyOfCheck(first)} campaign={campaign} check={first} answers={answers} />
      ) : (
        <Nothing campaign={campaign} />
      )}
      {shown.length > 0 ? (
        <Rows
          className={classes.others}
          items={shown}
          keyOf={keyOfCheck}
          row={(check) => (
            <CheckRow check={check}>
              <span className={classes.buttons}>
                <FixButton campaign={campaign} check={check} onTaken={() => answers.accept(check)} />
                <Later check={check} answers={answers} />
              </span>
            </CheckRow>
          )}
        />
      ) : null}
      {others.length > few ? (
        <button type="button" className={classes.more} onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? "Show fewer" : `Show ${counted(others.length - few, "more", "more")}`}
        </button>
      ) : null}
    </Panel>
  );
}
