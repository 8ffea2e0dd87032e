import { Anchor } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { Plug } from "lucide-react";
import type { Platform, PlatformState } from "@/contract/types";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import classes from "./social.module.css";

interface PlatformChoiceProps {
  platforms: PlatformState[];
  value: Platform[];
  onChange: (platforms: Platform[]) => void;
  error?: React.ReactNode;
}

/** Platforms; places without an account say so instead of failing later. */
export function PlatformChoice({ platforms, value, onChange, error }: PlatformChoiceProps) {
  const ready = platforms.filter(({ connected }) => connected);
  const others = platforms.filter(({ connected }) => !connected);
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would bring its own frame */}
      <div className={classes.platforms} role="group" aria-label="Platforms">
        {ready.map(({ platform }) => (
          <button
            key={platform}
            type="button"
            className={classes.platform}
            aria-pressed={value.includes(platform)}
            onClick={() =>
              onChange(value.includes(platform) ? value.filter((other) => other !== platform) : [...value, platform])
            }
          >
            <PlatformIcon platform={platform} size={15} /> {platformName(platform)}
          </button>
        ))}
      </div>
      {error ? <p className={classes.fieldError}>{error}</p> : null}
      {others.length > 0 ? (
        <p className={classes.unconnected}>
          <Plug size={13} aria-hidden />
          Not connected: {others.map(({ platform }) => platformName(platform)).join(", ")}.{" "}
          <Anchor component={Link} to="/settings/accounts" inherit underline="always">
            Accounts
          </Anchor>
        </p>
      ) : null}
    </div>
  );
}
