import { Button } from "@mantine/core";
import { useRouter } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import { useContext } from "react";
import { callByPath } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { Campaign, Check } from "@/contract/types";
import { showProblem } from "./actions";
import { aboutOf, callsItself, FixesContext, isForReaders, placeOfFix } from "./fixes";
import { humaniseOperation } from "./format";
import { useWrite } from "./useWrite";

interface FixProps {
  campaign: Pick<Campaign, "id" | "phase">;
  check: Check;
  primary?: boolean;
  size?: "xs" | "sm";
  /** It was done, or the person went to do it. */
  onTaken?: () => void;
}

/** The one button of a check: fixes it, or opens the screen where a person can. */
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
  const fixes = useContext(FixesContext);
  const { fix } = check;
  const repair = useWrite({
    run: () => (fix ? callByPath(fix.method, fix.path, fix.body ?? undefined) : Promise.resolve()),
    stale: [keys.campaign(campaign.id), keys.campaigns, keys.approvals, keys.calendar, keys.deliveries],
    done: fix?.operation === "requestApproval" ? "Approval requested." : "Done.",
    onDone: () => onTaken?.(),
    onRefused: showProblem,
  });
  if (!may(me, "campaign.write") && !isForReaders(fixes, check)) return undefined;
  const dialog = fix ? fixes.operations[fix.operation]?.open : undefined;
  if (dialog)
    return {
      label: dialog.label,
      leads: false,
      running: false,
      perform: () => {
        onTaken?.();
        dialog.perform(aboutOf(campaign, check));
      },
    };
  const place = placeOfFix(fixes, campaign, check);
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
  if (fix && callsItself(fixes, check))
    return {
      label: fixes.operations[fix.operation]?.apply ?? humaniseOperation(fix.operation),
      leads: false,
      running: repair.isPending,
      perform: () => repair.mutate(),
    };
  return undefined;
}
