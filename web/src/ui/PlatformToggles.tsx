import { PlatformIcon } from "./PlatformIcon";
import { platformName } from "./platforms";
import classes from "./toggles.module.css";
import { useAbilities } from "./useAbilities";

interface PlatformTogglesProps {
  platforms: readonly string[];
  value: string[];
  onChange: (platforms: string[]) => void;
  /** What is to be said of one beside its name, if not what it can do. */
  note?: (platform: string) => string | undefined;
}

/** Any number of platforms, each on or off. */
export function PlatformToggles({ platforms, value, onChange, note }: PlatformTogglesProps) {
  const ability = useAbilities();
  const toggle = (platform: string) =>
    onChange(value.includes(platform) ? value.filter((other) => other !== platform) : [...value, platform]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame
    <div className={classes.places} role="group" aria-label="Channels">
      {platforms.map((platform) => (
        <button
          key={platform}
          type="button"
          className={classes.place}
          aria-pressed={value.includes(platform)}
          onClick={() => toggle(platform)}
        >
          <PlatformIcon platform={platform} size={18} />
          {platformName(platform)} <small>{note?.(platform) ?? ability(platform)}</small>
        </button>
      ))}
    </div>
  );
}
