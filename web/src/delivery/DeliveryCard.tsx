import { Anchor, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import type { DeliveryDetails } from "@/contract/types";
import { ActionButton, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Facts } from "@/ui/layout";
import { Card } from "@/ui/Page";
import { platformName } from "@/ui/platforms";
import { Row, RowEnd } from "@/ui/Row";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import { deliveryActions } from "./actions";
import classes from "./delivery.module.css";
import { deliveryQuery } from "./queries";

const explained: Partial<Record<DeliveryDetails["state"], string>> = {
  unconfirmed:
    "The connection dropped before the provider confirmed. It may or may not have been sent, so it isn't retried automatically. Check with the provider or recipient, then mark it.",
  captured: "No mail server is connected. This mail was stored in the Test inbox and not sent.",
  handed_over: "A person posts this by hand and then marks it as posted.",
  failed: "The provider rejected it, or all retries failed.",
  excluded: "Skipped on purpose. See the reason.",
};

export function DeliveryCard({ id }: { id: string }) {
  const delivery = useQuery(deliveryQuery(id));
  return (
    <Loaded query={delivery} skeleton={<BoneRows count={5} />}>
      {(known) => <Details delivery={known} />}
    </Loaded>
  );
}

function Details({ delivery }: { delivery: DeliveryDetails }) {
  const bound = useActions(deliveryActions, delivery);
  const note = explained[delivery.state];
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Status value={delivery.state} />
        <span style={{ fontWeight: 600, overflowWrap: "anywhere", minWidth: 0 }}>{delivery.target}</span>
      </Group>
      {note ? <Notice tone={delivery.state === "excluded" ? "info" : "warn"}>{note}</Notice> : null}
      {bound.length > 0 ? (
        <Group gap="xs">
          {bound.map((action) => (
            <ActionButton key={action.name} action={action} />
          ))}
        </Group>
      ) : null}
      <Facts
        facts={[
          ["Channel", channelOf(delivery)],
          delivery.reason && ["Reason", delivery.reason],
          ["Due", <Ago key="due" at={delivery.dueAt} />],
          delivery.submittedAt && ["Submitted", <Ago key="submitted" at={delivery.submittedAt} />],
          delivery.confirmedAt && ["Confirmed", <Ago key="confirmed" at={delivery.confirmedAt} />],
          delivery.providerRef && ["Reference", <Mono key="reference" text={delivery.providerRef} />],
          ["Content hash", <Mono key="hash" text={delivery.itemDigest} />],
        ]}
      />
      {delivery.campaignId ? (
        <Group gap="md">
          {delivery.itemKind === "post" || delivery.itemKind === "mailing" ? (
            <Anchor
              component={Link}
              to={`/campaigns/${delivery.campaignId}/content/${delivery.itemKind === "post" ? "posts" : "mailings"}/${delivery.itemId}`}
            >
              {delivery.itemKind === "post" ? "Open post" : "Open e-mail"}
            </Anchor>
          ) : null}
          <Anchor component={Link} to={`/campaigns/${delivery.campaignId}`}>
            Open campaign
          </Anchor>
        </Group>
      ) : null}
      <Attempts attempts={delivery.attempts} />
      {delivery.receipt ? (
        <section>
          <Title order={3} mb={6}>
            Receipt
          </Title>
          <pre className={classes.receipt}>{JSON.stringify(delivery.receipt, null, 2)}</pre>
        </section>
      ) : null}
    </Stack>
  );
}

function Attempts({ attempts }: Pick<DeliveryDetails, "attempts">) {
  if (attempts.length === 0) return null;
  return (
    <section>
      <Title order={3} mb={6}>
        Attempts
      </Title>
      <Card>
        <Rows
          items={attempts}
          keyOf={({ at, outcome }) => `${at} ${outcome}`}
          row={({ at, outcome, detail }) => (
            <Row title={humanise(outcome)} note={detail ? <span className={classes.detail}>{detail}</span> : null}>
              <RowEnd>
                <Ago at={at} />
              </RowEnd>
            </Row>
          )}
        />
      </Card>
    </section>
  );
}

/** The channel, and for e-mail what carries it. */
function channelOf({ channel, provider }: DeliveryDetails) {
  const carrier = provider === "capture" ? "Test inbox" : provider === "smtp" ? "SMTP" : undefined;
  return channel === "email" && carrier ? `${platformName(channel)} (${carrier})` : platformName(channel);
}

function Mono({ text }: { text: string }) {
  return <span className={classes.mono}>{text}</span>;
}
