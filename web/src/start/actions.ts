import { Globe } from "lucide-react";
import { may } from "@/contract/permissions";
import type { Me } from "@/contract/types";
import type { Action } from "@/ui/actions";

export const startPlaces: Action<Me>[] = [
  {
    name: "startFirstCampaign",
    label: "New campaign from a website",
    icon: Globe,
    group: "Create",
    when: (me) => may(me, "campaign.write"),
    go: () => ({ to: "/start" }),
  },
];
