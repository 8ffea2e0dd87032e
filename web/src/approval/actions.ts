import { ShieldCheck } from "lucide-react";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const approvalPlaces: Action<Me>[] = [
  {
    name: "openApprovals",
    label: "Go to approvals",
    icon: ShieldCheck,
    group: "Go to",
    keys: "g a",
    when: () => true,
    go: () => ({ to: "/approvals" }),
  },
];
