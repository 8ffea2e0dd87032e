import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Rocket } from "lucide-react";
import { useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Campaign, LaunchSheetAnswer } from "@/contract/types";
import { offerUndo, undoSeconds } from "@/ui/actions";
import { CheckRow } from "@/ui/CheckRow";
import { FixButton } from "@/ui/FixButton";
import { counted, money, shortDateTime, zoneLabel } from "@/ui/format";
import { Rows } from "@/ui/List";
import { FormProblem } from "@/ui/States";
import { TestInbox } from "@/ui/TestInbox";
import { useWrite } from "@/ui/useWrite";
import { LaunchItems } from "./LaunchItems";
import classes from "./launch.module.css";
import { launching } from "./sheet";

interface Props {
  campaign: Campaign;
  sheet: LaunchSheetAnswer;
}

/** What goes out when, to how many people, what is missing and what it costs; one confirmation. */
export function LaunchSheet({ campaign, sheet }: Props) {
  const zone = campaign.timeZone;
  const timed = sheet.items.filter(({ at }) => at);
  const close = () => launching.set(undefined);
  // The banner above says this already.
  const checks = sheet.checks.filter(({ code }) => code !== "mail_server_missing");
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>Check what goes out. You can pause the campaign or edit items later.</p>
      <Totals sheet={sheet} />
      {sheet.testInbox ? <TestInbox text="They are stored in your Test inbox. Posts publish as planned." /> : null}
      <h3 className={classes.heading}>
        What goes out <span>{zoneLabel(zone)}</span>
      </h3>
      <LaunchItems items={timed} zone={zone} testInbox={sheet.testInbox} />
      <Untimed count={sheet.items.length - timed.length} />
      <h3 className={classes.heading}>Before you launch</h3>
      <div className={classes.box}>
        {checks.length > 0 ? (
          <Rows
            items={checks}
            keyOf={({ code, subject }) => `${code} ${subject.id}`}
            row={(check) => (
              <CheckRow check={check}>
                <FixButton campaign={campaign} check={check} onTaken={check.fix?.body ? () => undefined : close} />
              </CheckRow>
            )}
          />
        ) : (
          <p className={classes.fine}>
            <CircleCheck size={16} aria-hidden /> Everything is in place.
          </p>
        )}
      </div>
      <Spend sheet={sheet} />
      <Confirm campaign={campaign} ready={sheet.ready} first={timed[0]?.at} />
    </div>
  );
}

function Totals({ sheet }: Pick<Props, "sheet">) {
  const mails = sheet.items.some(({ kind }) => kind === "mailing");
  const { spend } = sheet;
  return (
    <dl className={classes.totals}>
      <Total value={sheet.items.filter(({ at }) => at).length} name="scheduled items" />
      <Total
        value={mails && sheet.testInbox ? 0 : sheet.people}
        name="people by e-mail"
        tone={mails && sheet.testInbox ? "warn" : undefined}
      />
      <Total value={sheet.accounts} name={sheet.accounts === 1 ? "account" : "accounts"} />
      <Total value={spend.total ? money(spend.total, spend.currency) : "—"} name="planned budget" />
    </dl>
  );
}

function Total({ value, name, tone }: { value: number | string; name: string; tone?: "warn" | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd data-tone={tone}>{typeof value === "number" ? value.toLocaleString("en") : value}</dd>
    </div>
  );
}

function Untimed({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <p className={classes.note}>
      {counted(count, "item has", "items have")} no time yet and {count === 1 ? "isn't" : "aren't"} sent by the launch.
    </p>
  );
}

function Spend({ sheet: { spend } }: { sheet: LaunchSheetAnswer }) {
  const shares = spend.allocations.filter(({ amount }) => Number(amount) > 0);
  return (
    <>
      <h3 className={classes.heading}>Planned spend</h3>
      <p className={classes.note}>
        {shares.length > 0
          ? shares
              .map(({ channel, amount }) => `${channel.replaceAll("_", " ")} ${money(amount, spend.currency)}`)
              .join(" · ")
          : "No paid channels."}{" "}
        Fanfare itself spends nothing on ads.
      </p>
    </>
  );
}

function Confirm({
  campaign,
  ready,
  first,
}: {
  campaign: Campaign;
  ready: boolean;
  first?: string | null | undefined;
}) {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const path = { params: { path: { id: campaign.id } } };
  const stale = [keys.campaign(campaign.id), keys.campaigns, keys.calendar, keys.deliveries];
  const refresh = () => Promise.all(stale.map((queryKey) => queries.invalidateQueries({ queryKey })));
  const launch = useWrite({
    run: () => take(api.POST("/api/campaigns/{id}/launch", { ...path, body: { undoSeconds } })),
    stale,
    onDone: () => {
      launching.set(undefined);
      offerUndo(
        {
          title: `Launching “${campaign.name}”.`,
          text: first ? firstWords(first, campaign.timeZone) : "",
          run: () => take(api.POST("/api/campaigns/{id}/undo-launch", path)),
        },
        refresh,
      );
    },
    onRefused: () => setBusy(false),
  });
  return (
    <div className={classes.confirm}>
      <FormProblem error={launch.error} />
      <span className={classes.hint}>
        {ready ? `You have ${undoSeconds} seconds to undo.` : "Fix the blockers above first."}
      </span>
      <Button
        leftSection={<Rocket size={15} aria-hidden />}
        disabled={!ready}
        loading={busy}
        onClick={() => {
          setBusy(true);
          launch.mutate(undefined);
        }}
      >
        Launch campaign
      </Button>
    </div>
  );
}

function firstWords(at: string, zone: string) {
  return Date.parse(at) <= Date.now()
    ? "The first item goes out right away."
    : `First item: ${shortDateTime(at, zone)}.`;
}
