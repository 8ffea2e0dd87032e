import { CircleAlert } from "lucide-react";
import type { PlatformVerdict, PostProblem } from "@/contract/types";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import classes from "./social.module.css";

interface FitProps {
  verdicts: PlatformVerdict[];
  problems: PostProblem[];
  stale: boolean;
}

/** How the words fit each platform, as that platform counts them, and what it would refuse. */
export function Fit({ verdicts, problems, stale }: FitProps) {
  return (
    <ul className={classes.fit} aria-label="Length and limits" data-stale={stale || undefined}>
      {verdicts.map(({ platform, length, limit, counting }) => {
        const own = problems.filter((problem) => problem.platform === platform);
        const share = limit > 0 ? length / limit : 0;
        return (
          <li key={platform} data-tone={own.length > 0 ? "bad" : share > 0.9 ? "warn" : "good"}>
            <div title={counting}>
              <PlatformIcon platform={platform} size={15} />
              <span>{platformName(platform)}</span>
              <span className={classes.fitBar} aria-hidden>
                <i style={{ width: `${Math.min(100, share * 100)}%` }} />
              </span>
              <span className={classes.fitCount}>
                {length.toLocaleString("en")} / {limit.toLocaleString("en")}
              </span>
            </div>
            {own.map(({ code, message, assetId }) => (
              <p key={`${code} ${assetId ?? ""}`}>
                <CircleAlert size={13} aria-hidden /> {message}
              </p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
