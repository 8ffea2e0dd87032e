import { Bar } from "./Bar";
import { lengthOn, limitOf } from "./lengths";
import classes from "./meter.module.css";
import { platformName } from "./platforms";

/** How much of a platform's room a text takes, as that platform counts. */
export function LengthMeter({
  platform,
  text,
  limit = limitOf(platform),
}: {
  platform: string;
  text: string;
  limit?: number;
}) {
  if (!limit) return null;
  return <Meter length={lengthOn(platform, text)} limit={limit} what={platformName(platform)} />;
}

export function Meter({ length, limit, what }: { length: number; limit: number; what: string }) {
  const over = length > limit;
  const share = Math.min(1, length / limit);
  return (
    <span className={classes.meter} data-over={over || undefined} data-near={(!over && share > 0.9) || undefined}>
      <Bar share={share} tone={over ? "bad" : share > 0.9 ? "warn" : undefined} width={48} />
      <span title={`Characters as ${what} counts them`}>
        {length.toLocaleString("en")}/{limit.toLocaleString("en")}
        {over ? `, ${(length - limit).toLocaleString("en")} too many` : ""}
      </span>
    </span>
  );
}
