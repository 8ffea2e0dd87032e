import { Checkbox } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { platformsQuery } from "@/contract/queries";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { abilityOf, type StartChannel, startChannels } from "./channels";
import classes from "./start.module.css";

export function ChannelChoice(props: { value: StartChannel[]; onChange: (value: StartChannel[]) => void }) {
  const { value, onChange } = props;
  const platforms = useQuery(platformsQuery);
  return (
    <ul className={classes.channels}>
      {startChannels.map((channel) => {
        const ability = abilityOf(channel, platforms.data?.items);
        const chosen = value.includes(channel);
        return (
          <li key={channel}>
            <Checkbox.Card
              className={classes.channel}
              data-chosen={chosen || undefined}
              checked={chosen}
              onClick={() => onChange(startChannels.filter((one) => value.includes(one) !== (one === channel)))}
            >
              <Checkbox.Indicator size="xs" />
              <PlatformIcon platform={channel} />
              <span className={classes.postWords}>
                <b>{platformName(channel)}</b>
                <small>{ability.label}</small>
              </span>
            </Checkbox.Card>
          </li>
        );
      })}
    </ul>
  );
}
