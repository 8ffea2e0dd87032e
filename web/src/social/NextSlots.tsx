import type { Platform } from "@/contract/types";
import { PlannedAt } from "@/ui/Bits";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Bone } from "@/ui/States";
import classes from "./social.module.css";
import type { NextSlots as Known } from "./useNextSlots";

/** The next free posting slot of each platform. */
export function NextSlots({ platforms, slots }: { platforms: Platform[]; slots: Known }) {
  return (
    <ul className={classes.times}>
      {platforms.map((platform) => {
        const slot = slots.at(platform);
        return (
          <li key={platform}>
            <PlatformIcon platform={platform} size={15} />
            <div>
              <p>
                {platformName(platform)} {slot ? <PlannedAt at={slot.at} zone={slot.timeZone} short /> : null}
              </p>
              {slot ? (
                <p className={classes.why}>Next free posting slot</p>
              ) : slots.pending ? (
                <Bone height={12} width="80%" />
              ) : (
                <p className={classes.why}>No free posting slot. Set a time.</p>
              )}
            </div>
          </li>
        );
      })}
    </ul>
  );
}
