import { Button } from "@mantine/core";
import { ArrowRight, CircleCheck } from "lucide-react";
import type { Strategy } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { RowList } from "@/ui/List";
import { Grow } from "@/ui/layout";
import { Panel } from "@/ui/Page";
import { Tag } from "@/ui/status";
import { fieldName } from "./fields";
import classes from "./strategy.module.css";

const tones = { blocker: "bad", warning: "warn", suggestion: "info" } as const;

/** What a strategy lacks, each with the way to the field. */
export function Completeness({ strategy, fill }: { strategy: Strategy; fill?: ((field: string) => void) | undefined }) {
  return (
    <Panel title="Completeness" padded={false} aside={<span className={classes.score}>{strategy.score}%</span>}>
      <div className={classes.reached}>
        <Bar share={strategy.score / 100} tone={strategy.complete ? "good" : undefined} />
      </div>
      {strategy.missing.length === 0 ? (
        <p className={classes.whole}>
          <CircleCheck size={16} aria-hidden /> Complete. Ready for approval.
        </p>
      ) : (
        <RowList>
          {strategy.missing.map(({ field, prompt, severity }) => (
            <li key={`${field} ${prompt}`} className={classes.missing}>
              <Grow>
                <p className={classes.missingName}>
                  {fieldName(field)} <Tag tone={tones[severity]}>{words[severity]}</Tag>
                </p>
                <p className={classes.prompt}>{prompt}</p>
              </Grow>
              {fill ? (
                <Button
                  size="xs"
                  variant="default"
                  rightSection={<ArrowRight size={13} aria-hidden />}
                  onClick={() => fill(field)}
                  aria-label={`Fill in ${fieldName(field)}`}
                >
                  Fill in
                </Button>
              ) : null}
            </li>
          ))}
        </RowList>
      )}
    </Panel>
  );
}

const words = { blocker: "Required", warning: "Recommended", suggestion: "Optional" };
