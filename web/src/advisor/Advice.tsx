import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Campaign, Check } from "@/contract/types";
import { CheckRow } from "@/ui/CheckRow";
import { FixButton } from "@/ui/FixButton";
import { counted } from "@/ui/format";
import { Panel, PanelBody } from "@/ui/Page";
import { Bone, BoneRows, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import classes from "./advisor.module.css";
import { Later, useAnswers } from "./answers";
import { NextAdvice } from "./NextAdvice";
import { adviceQuery } from "./queries";
import { Nothing, Score } from "./Score";

const few = 5;

/** The next task with its reason and its button, then the other open tasks, most urgent first. */
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
          <>
            <PanelBody>
              <Bone height={148} />
            </PanelBody>
            <BoneRows count={few} height={70} />
          </>
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
              <NextAdvice key={keyOf(first)} campaign={campaign} check={first} answers={answers} />
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
