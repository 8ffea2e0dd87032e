import { Button, Stack } from "@mantine/core";
import { RotateCw } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Webhook, WebhookDelivery } from "@/contract/types";
import { Ago, CopyIcon } from "@/ui/Bits";
import { dateTime } from "@/ui/format";
import { Facts } from "@/ui/layout";
import { FormProblem } from "@/ui/States";
import { Status } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import classes from "./activity.module.css";
import { deliveryName } from "./WebhookLog";

function pretty(payload: string) {
  return JSON.stringify(JSON.parse(payload), null, 2);
}

/** One event: its payload, each attempt with the answer, and the way to send it again. */
export function WebhookAttempts({ webhook, delivery }: { webhook: Webhook; delivery: WebhookDelivery }) {
  const { workspace } = useMe();
  const { id, at, state, nextAttemptAt, payload, attempts } = delivery;
  const resend = useWrite({
    run: () => take(api.POST("/api/webhooks/{id}/replay", { params: { path: { id: webhook.id } }, body: { id } })),
    stale: [keys.webhooks],
    done: "The event is sent again.",
  });
  return (
    <Stack gap="md">
      <FormProblem error={resend.error} />
      <Facts
        facts={[
          ["State", <Status key="state" value={state} label={deliveryName(state)} />],
          ["Happened", dateTime(at, workspace.timeZone)],
          nextAttemptAt && ["Next attempt", <Ago key="next" at={nextAttemptAt} />],
          [
            "webhook-id",
            <span key="id" className={classes.mono}>
              {id}
            </span>,
          ],
        ]}
      />
      {webhook.active ? (
        <Button
          variant="default"
          leftSection={<RotateCw size={14} aria-hidden />}
          loading={resend.isPending}
          onClick={() => resend.mutate()}
          style={{ alignSelf: "flex-start" }}
        >
          {state === "pending" ? "Send now" : "Send again"}
        </Button>
      ) : null}
      <section>
        <h3 className={classes.snapshot}>
          Payload <CopyIcon text={payload} label="Copy payload" />
        </h3>
        <pre className={classes.diff}>{pretty(payload)}</pre>
      </section>
      {attempts.toReversed().map((attempt) => (
        <section key={attempt.at}>
          <h3 className={classes.snapshot}>
            {attempt.status ? `Answer ${attempt.status}` : "No answer"} · {dateTime(attempt.at, workspace.timeZone)} ·{" "}
            {attempt.ms} ms
          </h3>
          <pre className={classes.diff}>{attempt.detail ?? (attempt.body || "Without a body")}</pre>
        </section>
      ))}
    </Stack>
  );
}
