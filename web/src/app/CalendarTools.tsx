import { ActionIcon, Button, Modal, Stack, Text, Tooltip } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Plus, Printer, Rss } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { CalendarFeed } from "@/contract/types";
import { feedsQuery } from "@/social/queries";
import { Ago, Copyable } from "@/ui/Bits";
import { Rows } from "@/ui/List";
import { Row } from "@/ui/Row";
import { BoneRows, FormProblem, Loaded } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";

const stale = [[...keys.calendar, "feeds"]];

/** Takes the calendar elsewhere: on paper, or into another calendar. */
export function CalendarTools({ campaignId, compose }: { campaignId: string | undefined; compose?: () => void }) {
  const [opened, dialog] = useDisclosure();
  return (
    <>
      <Tooltip label="Subscribe in your calendar">
        <ActionIcon variant="default" onClick={dialog.open} aria-label="Subscribe in your calendar">
          <Rss size={15} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Print">
        <ActionIcon variant="default" onClick={() => window.print()} aria-label="Print" visibleFrom="sm">
          <Printer size={15} />
        </ActionIcon>
      </Tooltip>
      {compose ? (
        <Button size="xs" leftSection={<Plus size={14} aria-hidden />} onClick={compose}>
          New post
        </Button>
      ) : null}
      <Modal opened={opened} onClose={dialog.close} title="Subscribe in your calendar" size="lg">
        {opened ? <Feeds campaignId={campaignId} /> : null}
      </Modal>
    </>
  );
}

function Feeds({ campaignId }: { campaignId: string | undefined }) {
  const mayWrite = may(useMe(), "content.write");
  const feeds = useQuery(feedsQuery);
  const create = useWrite({
    run: () => take(api.POST("/api/calendar/feeds", { body: campaignId ? { campaignId } : {} })),
    stale,
    done: "Address created.",
  });
  return (
    <Stack gap="md">
      <Text>
        Google Calendar, Outlook and Apple Calendar show this calendar from its address. Anyone with the address can
        read it until you revoke it.
      </Text>
      <FormProblem error={create.error} />
      <Loaded query={feeds} skeleton={<BoneRows count={2} />}>
        {({ items }) => {
          const mine = items.filter((feed) => (feed.campaignId ?? undefined) === campaignId);
          return mine.length === 0 ? null : (
            <Rows items={mine} keyOf={({ id }) => id} row={(feed) => <Feed feed={feed} />} />
          );
        }}
      </Loaded>
      {mayWrite ? (
        <div>
          <Button variant="default" loading={create.isPending} onClick={() => create.mutate(undefined)}>
            Create address
          </Button>
        </div>
      ) : (
        <Text size="sm" c="dimmed">
          Ask an editor to create an address.
        </Text>
      )}
    </Stack>
  );
}

function Feed({ feed }: { feed: CalendarFeed }) {
  const revoke = useWrite({
    run: () => take(api.DELETE("/api/calendar/feeds/{id}", { params: { path: { id: feed.id } } })),
    stale,
    done: "Address revoked.",
  });
  return (
    <Row
      title={feed.name}
      note={
        <>
          {feed.createdBy} · <Ago at={feed.createdAt} />
        </>
      }
      actions={
        <>
          {feed.url ? <Copyable text={feed.url} label="Copy address" /> : null}
          {feed.can.includes("deleteCalendarFeed") ? (
            <Button variant="default" loading={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
              Revoke
            </Button>
          ) : null}
        </>
      }
    />
  );
}
