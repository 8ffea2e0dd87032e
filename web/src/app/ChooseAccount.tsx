import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMemo, useState } from "react";
import type { Draft, Platform } from "@/contract/types";
import { AccountChoice } from "@/social/AccountChoice";
import { platformName } from "@/ui/platforms";

interface ChooseAccountProps {
  draft: Draft;
  plan: (account: string) => void;
  close: () => void;
}

/** Asks on which account of its channel a draft goes out: each has slots of its own. */
export function ChooseAccount({ draft, plan, close }: ChooseAccountProps) {
  const platform = (draft.platform ?? "newsroom") as Platform;
  const platforms = useMemo(() => [platform], [platform]);
  const [accounts, setAccounts] = useState<Record<string, string>>({});
  const chosen = accounts[platform];
  return (
    <Modal opened onClose={close} title={`Schedule “${draft.title || "draft"}”`}>
      <Stack gap="sm">
        <Text size="sm">Several {platformName(platform)} accounts are connected. Each has its own posting slots.</Text>
        <AccountChoice platforms={platforms} value={accounts} onChange={setAccounts} />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button disabled={!chosen} onClick={() => chosen && plan(chosen)}>
            Schedule
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
