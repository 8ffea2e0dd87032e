import { ArrowRight } from "lucide-react";
import { Fragment } from "react";
import type { PolicyStage } from "@/contract/types";
import { deciders, stageSteps } from "./policies";
import classes from "./policies.module.css";

/** The stages of a policy on one line: who decides first, and who then. */
export function StageLine({ stages, nameOf }: { stages: PolicyStage[]; nameOf: (id: string) => string }) {
  return (
    <span className={classes.stages}>
      {stageSteps(stages).map((step, at) => (
        <Fragment key={step[0]?.name}>
          {at > 0 ? <ArrowRight size={13} aria-label="then" /> : null}
          {step.map((stage, beside) => (
            <Fragment key={stage.name}>
              {beside > 0 ? <span className={classes.beside}>and</span> : null}
              <span>
                <b>{stage.name}</b> {deciders(stage, nameOf)}
              </span>
            </Fragment>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
