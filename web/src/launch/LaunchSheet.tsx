import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Rocket, Send } from "lucide-react";
import { type ComponentType, useState } from "react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import type { Campaign, LaunchSheetAnswer } from "@/contract/types";
import { offerUndo, showProblem, undoSeconds } from "@/ui/actions";
import { CheckRow, keyOfCheck } from "@/ui/CheckRow";
import { FixButton } from "@/ui/FixButton";
import { counted, money, shortDateTime, zoneLabel } from "@/ui/format";
import { Rows } from "@/ui/List";
import { platformName } from "@/ui/platforms";
import { FormProblem } from "@/ui/States";
import { TestInbox, useTestInbox } from "@/ui/TestInbox";
import { useWrite } from "@/ui/useWrite";
import { type ItemFace, LaunchItems } from "./LaunchItems";
import classes from "./launch.module.css";
import { launching } from "./sheet";

/** Where the person may approve everything, the button that does. */
export type Approve = ComponentType<{ campaign: Campaign }>;

interface Props {
  campaign: Campaign;
  sheet: LaunchSheetAnswer;
  face: ItemFace;
  approve: Approve;
}

/** What goes out when, to how many people, what is missing and what it costs; one confirmation. */
export function LaunchSheet({ campaign, sheet, face, approve: Approve }: Props) {
  const zone = campaign.timeZone;
  const timed = sheet.items.filter(({ at }) => at);
  const close = () => launching.set(undefined);
  // The banner above says this already.
  const checks = sheet.checks.filter(({ code }) => !code.startsWith("mail_server_"));
  return (
    <div className={classes.sheet}>
      <p className={classes.lead}>Check what goes out. You can pause the campaign or edit items later.</p>
      <Totals sheet={sheet} />
      {sheet.items.some(({ kind }) => kind === "mailing") ? (
        <TestInbox text="They are stored in your Test inbox. Posts are not affected." />
      ) : null}
      <h3 className={classes.heading}>
        What goes out <span>{zoneLabel(zone)}</span>
      </h3>
      <LaunchItems campaignId={campaign.id} items={timed} zone={zone} testInbox={sheet.testInbox} face={face} />
      <Untimed count={sheet.items.length - timed.length} />
      <div className={classes.headed}>
        <h3 className={classes.heading}>Before you launch</h3>
        <Approve campaign={campaign} />
      </div>
      <div className={classes.box}>
        {checks.length > 0 ? (
          <Rows
            items={checks}
            keyOf={keyOfCheck}
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
      <Confirm
        campaign={campaign}
        ready={sheet.ready}
        first={timed[0]?.at}
        mails={timed.filter(({ kind }) => kind === "mailing").map(({ id }) => id)}
      />
    </div>
  );
}

function Totals({ sheet }: Pick<Props, "sheet">) {
  const mails = sheet.items.some(({ kind }) => kind === "mailing");
  const { spend } = sheet;
  const channels = new Set(sheet.items.map(({ channel, account }) => `${channel} ${account ?? ""}`)).size;
  return (
    <dl className={classes.totals}>
      <Total value={sheet.items.length} name={sheet.items.length === 1 ? "item" : "items"} />
      <Total
        value={mails && sheet.testInbox ? 0 : sheet.people}
        name="people by e-mail"
        tone={mails && sheet.testInbox ? "warn" : undefined}
      />
      <Total value={channels} name={channels === 1 ? "channel" : "channels"} />
      <Total value={money(0, spend.currency)} name="charged by Fanfare" />
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

/** Who gets the e-mails, and what is paid elsewhere. */
function Spend({ sheet: { spend, items, people, testInbox } }: { sheet: LaunchSheetAnswer }) {
  const shares = spend.allocations.filter(({ amount }) => Number(amount) > 0);
  const skipped = items.reduce((sum, item) => sum + (item.at ? item.skipped : 0), 0);
  const mails = items.some(({ kind, at }) => kind === "mailing" && at);
  return (
    <dl className={classes.cost}>
      {mails ? (
        <div>
          <dt>E-mail audience</dt>
          <dd>
            {testInbox
              ? "Test inbox only"
              : `${people.toLocaleString("en")} of ${(people + skipped).toLocaleString("en")} contacts`}
          </dd>
          <dd data-note>
            {skipped > 0
              ? `${skipped.toLocaleString("en")} unsubscribed, bounced or named twice`
              : testInbox
                ? "No mail server is connected"
                : "No one is skipped"}
          </dd>
        </div>
      ) : null}
      <div>
        <dt>Planned spend outside Fanfare</dt>
        <dd>
          {shares.length > 0
            ? shares
                .map(({ channel, amount }) => `${money(amount, spend.currency)} ${platformName(channel)}`)
                .join(", ")
            : "None"}
        </dd>
        <dd data-note>
          {shares.length > 0 ? "You book and pay it there. " : ""}
          {spend.total ? `Budget: ${money(spend.total, spend.currency)}` : "No budget set"}
        </dd>
      </div>
    </dl>
  );
}

/** Each e-mail as it is now, to the person who looks at the sheet. */
function SendTest({ mails }: { mails: string[] }) {
  const { email } = useMe().user;
  const captured = useTestInbox();
  const send = useWrite({
    run: () =>
      Promise.all(
        mails.map((id) =>
          take(api.POST("/api/email/{id}/test-send", { params: { path: { id } }, body: { to: [email] } })),
        ),
      ),
    stale: [keys.captured, keys.deliveries],
    done: captured
      ? `${counted(mails.length, "test")} in your Test inbox. No mail server is connected.`
      : `${counted(mails.length, "test")} sent to ${email}.`,
    onRefused: showProblem,
  });
  return (
    <Button
      variant="default"
      leftSection={<Send size={15} aria-hidden />}
      loading={send.isPending}
      onClick={() => send.mutate(undefined)}
    >
      {mails.length === 1 ? "Send a test e-mail" : "Send test e-mails"}
    </Button>
  );
}

interface ConfirmProps {
  campaign: Campaign;
  ready: boolean;
  first?: string | null | undefined;
  mails: string[];
}

function Confirm({ campaign, ready, first, mails }: ConfirmProps) {
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
          about: campaign.id,
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
      {mails.length > 0 ? <SendTest mails={mails} /> : null}
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
