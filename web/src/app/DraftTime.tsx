import { Modal, Select, Stack } from "@mantine/core";
import { Suspense, useState } from "react";
import type { Draft, Platform } from "@/contract/types";
import { AccountChoice } from "@/social/AccountChoice";
import { dayOf, instantOf, wallTime } from "@/ui/format";
import { socialPlatforms } from "@/ui/lengths";
import { PlanTime } from "@/ui/PlanTime";
import { platformName } from "@/ui/platforms";
import { kinds, type PlannedItem } from "./kinds";
import { timeToWrite } from "./useMoves";

interface DraftTimeProps {
  draft: Draft;
  zone: string;
  /** A wall clock time in the zone of the calendar, and the account where its channel has several. */
  plan: (draft: Draft, when: string, account: string | undefined) => void;
  close: () => void;
}

/** Asks when a draft goes out, and on which channel if it is for any. */
export function DraftTime({ draft, zone, plan, close }: DraftTimeProps) {
  const [platform, setPlatform] = useState(draft.platform ?? "newsroom");
  const [accounts, setAccounts] = useState<Record<string, string>>({});
  if (draft.kind === "mailing") {
    const { setTime: Dialog } = kinds.mailing;
    return (
      <Suspense fallback={null}>
        <Dialog item={draft as PlannedItem} zone={zone} close={close} />
      </Suspense>
    );
  }
  return (
    <Modal opened onClose={close} title={`Schedule “${draft.title || "draft"}”`} size={560}>
      <Stack gap="sm">
        {draft.platform ? null : (
          <Select
            label="Channel"
            allowDeselect={false}
            data={socialPlatforms.map((value) => ({ value, label: platformName(value) }))}
            value={platform}
            onChange={(next) => next && setPlatform(next)}
          />
        )}
        <AccountChoice platforms={[platform as Platform]} value={accounts} onChange={setAccounts} />
        <PlanTime
          at={instantOf(timeToWrite(dayOf(new Date(), zone), zone), zone).toISOString()}
          zone={zone}
          label="Schedule"
          onCancel={close}
          onSave={({ localTime, timeZone }) => {
            plan({ ...draft, platform }, wallTime(instantOf(localTime, timeZone), zone), accounts[platform]);
            close();
          }}
        />
      </Stack>
    </Modal>
  );
}
