import { Stack } from "@mantine/core";
import type { Strategy } from "@/contract/types";
import { Bar } from "@/ui/Bar";
import { humanise } from "@/ui/format";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { type Field, fields } from "./fields";
import classes from "./strategy.module.css";
import { isBag, linesOf, nameOf, wordsOf } from "./words";

/** A version of the strategy as people read it. */
export function StrategyView({ strategy }: { strategy: Strategy }) {
  return (
    <dl className={classes.view}>
      {fields.map(({ name, label }) => (
        <div key={name} className={classes.part}>
          <dt>{label}</dt>
          <dd>
            <Part name={name} value={strategy[name]} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Part({ name, value }: { name: Field; value: unknown }) {
  if (wordsOf(value) === "") return <span className={classes.none}>Not set</span>;
  if (name === "platforms")
    return (
      <span className={classes.platforms}>
        {linesOf(value).map((platform) => (
          <span key={platform}>
            <PlatformIcon platform={platform} size={18} /> {platformName(platform)}
          </span>
        ))}
      </span>
    );
  if (name === "goals") return <Goals goals={Array.isArray(value) ? value : [value]} />;
  if (name === "contentPillars") return <Pillars pillars={Array.isArray(value) ? value : [value]} />;
  if (isBag(value))
    return (
      <dl className={classes.bag}>
        {Object.entries(value).map(([key, part]) => (
          <div key={key}>
            <dt>{name === "cadence" ? platformName(key) : nameOf(key)}</dt>
            <dd>
              {name === "cadence" && typeof part === "number"
                ? `${part} per week`
                : name === "adsConfig" && typeof part === "string" && /^[a-z_]+$/.test(part)
                  ? humanise(part)
                  : wordsOf(part).replaceAll("\n", ", ")}
            </dd>
          </div>
        ))}
      </dl>
    );
  if (Array.isArray(value))
    return (
      <ul className={classes.lines}>
        {value.map((line) => (
          <li key={wordsOf(line)}>{wordsOf(line)}</li>
        ))}
      </ul>
    );
  return <p className={classes.text}>{String(value)}</p>;
}

function Goals({ goals }: { goals: unknown[] }) {
  return (
    <ul className={classes.lines}>
      {goals.map((goal) => (
        <li key={wordsOf(goal)}>{wordsOf(goal)}</li>
      ))}
    </ul>
  );
}

function Pillars({ pillars }: { pillars: unknown[] }) {
  return (
    <Stack gap={8}>
      {pillars.map((pillar) => {
        const share = isBag(pillar) && typeof pillar.share === "number" ? pillar.share : undefined;
        const name = isBag(pillar) ? wordsOf(pillar.name ?? "") : String(pillar);
        const description = isBag(pillar) ? wordsOf(pillar.description) : "";
        return (
          <div key={wordsOf(pillar)}>
            <p className={classes.pillar}>
              <b>{name || description}</b>
              {share === undefined ? null : <span>{Math.round(share * 100)}%</span>}
            </p>
            {name && description ? <p className={classes.text}>{description}</p> : null}
            {share === undefined ? null : <Bar share={share} />}
          </div>
        );
      })}
    </Stack>
  );
}
