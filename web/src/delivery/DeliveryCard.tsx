import { Anchor, Group, Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import type { DeliveryDetails } from "@/contract/types";
import { ActionButton, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { Status } from "@/ui/status";
import ui from "@/ui/ui.module.css";
import { deliveryActions } from "./actions";
import classes from "./delivery.module.css";

const explained: Partial<Record<DeliveryDetails["state"], string>> = {
  unconfirmed:
    "The connection dropped before the provider confirmed. It may or may not have been sent, so it isn't retried automatically. Check with the provider or recipient, then mark it.",
  failed: "The provider rejected it, or all retries failed.",
  excluded: "Skipped on purpose. See the reason.",
};

export function DeliveryCard({ id }: { id: string }) {
  const delivery = useQuery({
    queryKey: ["deliveries", id],
    queryFn: () => take(api.GET("/api/deliveries/{id}", { params: { path: { id } } })),
  });
  return (
    <Loaded query={delivery} skeleton={<BoneRows count={5} />}>
      {(known) => <Card delivery={known} />}
    </Loaded>
  );
}

function Card({ delivery }: { delivery: DeliveryDetails }) {
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
      <dl className={ui.facts}>
        <dt>Channel</dt>
        <dd>{[humanise(delivery.channel), delivery.provider].filter(Boolean).join(", ")}</dd>
        {delivery.reason ? (
          <>
            <dt>Reason</dt>
            <dd>{delivery.reason}</dd>
          </>
        ) : null}
        <dt>Due</dt>
        <dd>
          <Ago at={delivery.dueAt} />
        </dd>
        {delivery.submittedAt ? (
          <>
            <dt>Submitted</dt>
            <dd>
              <Ago at={delivery.submittedAt} />
            </dd>
          </>
        ) : null}
        {delivery.confirmedAt ? (
          <>
            <dt>Confirmed</dt>
            <dd>
              <Ago at={delivery.confirmedAt} />
            </dd>
          </>
        ) : null}
        {delivery.providerRef ? (
          <>
            <dt>Reference</dt>
            <dd className={classes.mono}>{delivery.providerRef}</dd>
          </>
        ) : null}
        <dt>Content hash</dt>
        <dd className={classes.mono}>{delivery.itemDigest}</dd>
      </dl>
      {delivery.campaignId ? (
        <Anchor component={Link} to={`/campaigns/${delivery.campaignId}`}>
          Open campaign
        </Anchor>
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
      <ul className={`${ui.panel} ${ui.rows}`}>
        {attempts.map((attempt) => (
          <li key={`${attempt.at} ${attempt.outcome}`} className={ui.row}>
            <div className={ui.rowMain}>
              <p style={{ fontWeight: 500 }}>{humanise(attempt.outcome)}</p>
              {attempt.detail ? <p className={classes.detail}>{attempt.detail}</p> : null}
            </div>
            <span className={ui.rowNote}>
              <Ago at={attempt.at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
