import { useQuery } from "@tanstack/react-query";
import { Compass, Images } from "lucide-react";
import { platformsQuery } from "@/contract/queries";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { abilityOf, type StartChannel } from "./channels";
import classes from "./start.module.css";
import type { StartValues } from "./values";

/** What the campaign will consist of. */
export function Outlook({ values, withPhoto }: { values: StartValues; withPhoto: boolean }) {
  const platforms = useQuery(platformsQuery);
  const pictures = Math.min(2, values.channels.filter((channel) => channel !== "email").length);
  if (values.channels.length === 0) return null;
  return (
    <>
      <h3 className={classes.label}>What you get</h3>
      <ul className={classes.outlook}>
        <li>
          <Compass size={16} aria-hidden />
          <span>
            <b>Strategy</b> with audience and topics{values.target === "" ? "" : ", and your goal"}
          </span>
        </li>
        {values.channels.map((channel) => (
          <li key={channel}>
            <PlatformIcon platform={channel} />
            <span>
              <b>{nameOf(channel)}</b> {becomes(channel, abilityOf(channel, platforms.data?.items).label)}
            </span>
          </li>
        ))}
        {pictures > 0 ? (
          <li>
            <Images size={16} aria-hidden />
            <span>
              <b>{pictures === 1 ? "A picture" : "Two pictures"}</b> in your colors
              {withPhoto ? ", one with the photo of the post" : ""}
            </span>
          </li>
        ) : null}
      </ul>
      <p className={classes.hint}>One item each working day, starting with the next one.</p>
    </>
  );
}

function nameOf(channel: StartChannel) {
  if (channel === "email") return "E-mail";
  return channel === "newsroom" ? "Newsroom post" : `${platformName(channel)} post`;
}

function becomes(channel: StartChannel, ability: string) {
  if (channel === "newsroom") return "for your public page";
  if (channel === "email") return "to yourself, as a first test";
  return ability === "Publishes" ? "published at its time" : "with a reminder when it is due";
}
