import { Button } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { callByPath } from "@/contract/api";
import { may } from "@/contract/permissions";
import { ofCampaign, useMe } from "@/contract/queries";
import type { Campaign, Check } from "@/contract/types";
import { showProblem } from "./actions";
import { callsItself, isForReaders, labelOfFix, placeOfFix } from "./fixes";
import { humaniseOperation } from "./format";
import { useWrite } from "./useWrite";

interface FixProps {
  campaign: Pick<Campaign, "id" | "phase">;
  check: Check;
  primary?: boolean;
  size?: "xs" | "sm";
  /** It was done, or somebody went to do it. */
  onTaken?: () => void;
}

/** The one button of a check: does what mends it, or opens the form where somebody finds the words. */
export function FixButton({ campaign, check, primary = false, size = "xs", onTaken }: FixProps) {
  const fix = useFix({ campaign, check, ...(onTaken ? { onTaken } : {}) });
  if (!fix) return null;
  return (
    <Button
      size={size}
      variant={primary ? "filled" : "default"}
      loading={fix.running}
      rightSection={fix.leads ? <ArrowRight size={13} aria-hidden /> : undefined}
      onClick={fix.perform}
    >
      {fix.label}
    </Button>
  );
}

/** What the button does, so that a key can do it too. */
export function useFix({ campaign, check, onTaken }: Omit<FixProps, "primary" | "size">) {
  const router = useRouter();
  const me = useMe();
  const { fix } = check;
  const repair = useWrite({
    run: () => (fix ? callByPath(fix.method, fix.path, fix.body ?? undefined) : Promise.resolve()),
    stale: [ofCampaign(campaign.id), ["campaigns"], ["approvals"], ["calendar"], ["deliveries"]],
    done: "Done.",
    onDone: () => onTaken?.(),
    onRefused: showProblem,
  });
  if (!may(me, "campaign.write") && !isForReaders(check)) return undefined;
  const place = placeOfFix(campaign, check);
  if (place)
    return {
      label: place.label,
      leads: true,
      running: false,
      perform: () => {
        onTaken?.();
        router.navigate(place as never);
      },
    };
  if (fix && callsItself(check))
    return {
      label: labelOfFix(fix.operation) ?? humaniseOperation(fix.operation),
      leads: false,
      running: repair.isPending,
      perform: () => repair.mutate(),
    };
  return undefined;
}
