import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Platform } from "@/contract/types";
import { platformName } from "@/ui/platforms";
import { accountsQuery } from "./queries";

interface AccountChoiceProps {
  platforms: Platform[];
  value: Record<string, string>;
  onChange: (accounts: Record<string, string>) => void;
}

/** Which account, for each platform that has more than one. */
export function AccountChoice({ platforms, value, onChange }: AccountChoiceProps) {
  const accounts = useQuery(accountsQuery);
  const several = useMemo(
    () =>
      platforms
        .map((platform) => ({
          platform,
          own: (accounts.data?.items ?? []).filter(
            (account) => account.platform === platform && account.status === "connected",
          ),
        }))
        .filter(({ own }) => own.length > 1),
    [platforms, accounts.data],
  );
  return several.map(({ platform, own }) => (
    <Select
      key={platform}
      label={`Account on ${platformName(platform)}`}
      allowDeselect={false}
      required
      withAsterisk={false}
      data={own.map(({ id, handle }) => ({ value: id, label: handle }))}
      value={value[platform] ?? null}
      onChange={(id) => id && onChange({ ...value, [platform]: id })}
    />
  ));
}
