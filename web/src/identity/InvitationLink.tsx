import { Button, Text } from "@mantine/core";
import { Mail } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Invited } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { dateTime } from "@/ui/format";
import { Secret } from "@/ui/Secret";
import { useWrite } from "@/ui/useWrite";

export function renewInvitation(id: string, mail: boolean) {
  return take(api.POST("/api/members/invitations/{id}/renew", { params: { path: { id } }, body: { mail } }));
}

/** The link of an invitation, to be copied or mailed. */
export function InvitationLink({ invitation, close }: { invitation: Invited; close: () => void }) {
  const zone = useMe().workspace.timeZone;
  const { id, email, acceptUrl, expiresAt, captured, mailed } = invitation;
  const send = useWrite({ run: () => renewInvitation(id, true), stale: [keys.members], onRefused: showProblem });
  const sent = mailed || send.data?.mailed;
  return (
    <Secret
      text={acceptUrl}
      label="Copy link"
      close={close}
      more={
        captured || sent || send.data ? null : (
          <Button
            variant="default"
            leftSection={<Mail size={14} aria-hidden />}
            loading={send.isPending}
            onClick={() => send.mutate()}
          >
            E-mail it again
          </Button>
        )
      }
    >
      <Text>
        {captured ? `Send this link to ${email} yourself. This server doesn't e-mail invitations.` : null}
        {!captured && sent ? `We e-mailed this link to ${email}. You can also send it yourself.` : null}
        {!captured && !sent
          ? send.data
            ? `${email} got this link by e-mail less than an hour ago. Send it yourself instead.`
            : `Send this link to ${email}.`
          : null}
      </Text>
      <Text size="sm" c="dimmed">
        It works once, until {dateTime(expiresAt, zone)}. You find it again under Pending invitations.
      </Text>
    </Secret>
  );
}
