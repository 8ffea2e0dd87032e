import { SegmentedControl, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { platformsQuery } from "@/contract/queries";
import type { Account } from "@/contract/types";
import { FieldsForm } from "@/ui/FieldsForm";
import { accountFields } from "./accountKinds";

export function ConnectForm({ account, close }: { account: Account | undefined; close: () => void }) {
  const platforms = useQuery(platformsQuery);
  const connectable = (platforms.data?.items ?? []).filter((each) => each.connectable);
  const [chosen, choose] = useState<string | undefined>(account?.platform);
  const platform = connectable.find((each) => each.platform === chosen) ?? connectable[0];
  if (!platform) return null;
  return (
    <FieldsForm
      key={platform.platform}
      fields={accountFields(platform, account)}
      label="Connect account"
      close={close}
      run={(values) => take(api.POST("/api/social/accounts", { body: { platform: platform.platform, values } }))}
      stale={[keys.accounts]}
      done={({ handle }) => `${handle} is connected.`}
      onDone={close}
      before={
        account ? null : (
          <SegmentedControl
            aria-label="Platform"
            data={connectable.map(({ platform: value, name }) => ({ value, label: name }))}
            value={platform.platform}
            onChange={choose}
          />
        )
      }
    >
      <Text size="xs" c="dimmed">
        Tested now, stored encrypted and never shown again.
      </Text>
    </FieldsForm>
  );
}
