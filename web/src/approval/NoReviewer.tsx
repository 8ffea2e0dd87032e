import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { UserPlus } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { Notice } from "@/ui/States";

/** There is no one to ask, and the person may not approve it either. */
export function NoReviewer() {
  const invites = may(useMe(), "member.manage");
  return (
    <Notice tone="warn" title="No other member may approve this">
      <p style={{ margin: "0 0 8px" }}>
        {invites ? "Invite a reviewer to go on." : "Ask an owner or admin to invite a reviewer."}
      </p>
      {invites ? <InviteReviewer /> : null}
    </Notice>
  );
}

export function InviteReviewer() {
  return (
    <Button
      size="compact-sm"
      leftSection={<UserPlus size={14} aria-hidden />}
      renderRoot={(props) => <Link to="/members" search={{ invite: true, role: "reviewer" } as never} {...props} />}
    >
      Invite a reviewer
    </Button>
  );
}
