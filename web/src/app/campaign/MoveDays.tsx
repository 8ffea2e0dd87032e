import { NumberInput, Stack, Text } from "@mantine/core";
import { useState } from "react";
import type { CampaignItem } from "@/contract/types";
import type { BulkFormProps } from "@/ui/BulkBar";
import { Footer } from "@/ui/Form";
import { counted, instantOf, shortDateTime } from "@/ui/format";
import { shifted } from "./series";

/** How far the chosen items move; the first one shows what that means. */
export function MoveDays({ items, submit, close }: BulkFormProps<CampaignItem>) {
  const [days, setDays] = useState<number | string>(7);
  const count = Number(days) || 0;
  const [first] = items;
  const zone = first?.timeZone ?? "UTC";
  const after = first?.localTime ? instantOf(shifted(first.localTime, count), zone).toISOString() : undefined;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit(String(count));
      }}
    >
      <Stack gap="sm">
        <NumberInput
          label="Days"
          description="A negative number moves them earlier. The time of day stays."
          min={-366}
          max={366}
          allowDecimal={false}
          data-autofocus
          value={days}
          onChange={setDays}
        />
        {first && after ? (
          <Text size="sm" c="dimmed">
            “{first.title}” moves to {shortDateTime(after, zone)}. A new time needs approval.
          </Text>
        ) : null}
        <Footer label={`Move ${counted(items.length, "item")}`} busy={false} disabled={count === 0} close={close} />
      </Stack>
    </form>
  );
}
