import { useQueries } from "@tanstack/react-query";
import type { Platform } from "@/contract/types";
import { PlannedAt } from "@/ui/Bits";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Bone } from "@/ui/States";
import { optimalTimesQuery } from "./queries";
import classes from "./social.module.css";

/** When each platform is read, and why. */
export function BestTimes({ campaignId, platforms }: { campaignId: string; platforms: Platform[] }) {
  const times = useQueries({ queries: platforms.map((platform) => optimalTimesQuery(campaignId, platform)) });
  return (
    <ul className={classes.times}>
      {times.map((query, at) => {
        const platform = platforms[at] ?? "newsroom";
        return (
          <li key={platform}>
            <PlatformIcon platform={platform} size={15} />
            <div>
              <p>
                {platformName(platform)}{" "}
                {query.data ? <PlannedAt at={query.data.next} zone={query.data.timeZone} short /> : null}
              </p>
              {query.data ? <p className={classes.why}>{query.data.why}</p> : <Bone height={12} width="80%" />}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
