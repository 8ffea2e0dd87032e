import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Mail } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Campaign, Mailing, MailingFigures, MailingReport } from "@/contract/types";
import { BarChart } from "@/ui/BarChart";
import { DataTable } from "@/ui/DataTable";
import { clock, counted, humanise, shortDateTime } from "@/ui/format";
import { Chip } from "@/ui/layout";
import { Page, Panel } from "@/ui/Page";
import { Bone, Loaded } from "@/ui/States";
import { ClickMap } from "./ClickMap";
import type { MailLink } from "./links";
import { CapturedNotice, shareOf } from "./MailingMetrics";
import { mailingMetricsQuery, mailingReportQuery, previewQuery } from "./queries";
import classes from "./report.module.css";

/** What became of an e-mail: from recipients to clicks, when it was read, and which links were followed. */
interface ReportProps {
  campaign: Campaign;
  mailing: Mailing;
  /** What was reported for this e-mail from outside; null while that is not known. */
  conversions: number | null;
}

export function MailReport({ campaign, mailing, conversions }: ReportProps) {
  const metrics = useQuery(mailingMetricsQuery(campaign.id, mailing.id));
  const report = useQuery(mailingReportQuery(campaign.id, mailing.id));
  const preview = useQuery(previewQuery(campaign.id, mailing.id));
  const [links, setLinks] = useState<MailLink[]>([]);
  const sent = mailing.sentAt ?? mailing.scheduledFor;
  return (
    <Page
      title={mailing.name}
      crumbs={[
        { label: campaign.name, to: `/campaigns/${campaign.id}` },
        { label: "Results", to: `/campaigns/${campaign.id}/results` },
      ]}
      lead={[
        mailing.subject === mailing.name ? "E-mail" : mailing.subject,
        sent ? `sent ${shortDateTime(sent, campaign.timeZone)}` : "",
      ]
        .filter(Boolean)
        .join(" · ")}
      actions={
        <Button
          variant="default"
          leftSection={<Mail size={14} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/campaigns/$campaignId/content/mailings/$mailingId"
              params={{ campaignId: campaign.id, mailingId: mailing.id }}
              {...props}
            />
          )}
        >
          Open e-mail
        </Button>
      }
    >
      <Loaded query={metrics} skeleton={<Bone height={240} />}>
        {(figures) => (
          <>
            {figures.captured > 0 ? <CapturedNotice captured={figures.captured} /> : null}
            <div className={classes.layout}>
              <div className={classes.column}>
                <Steps figures={figures} mailing={mailing} conversions={conversions} />
                <Loaded query={report} skeleton={<Bone height={220} />}>
                  {(known) => (
                    <>
                      <ByHour report={known} zone={campaign.timeZone} />
                      <Links links={links} figures={figures} />
                    </>
                  )}
                </Loaded>
              </div>
              <Loaded query={report} skeleton={<Bone height={420} />}>
                {(known) => (
                  <Loaded query={preview} skeleton={<Bone height={420} />}>
                    {({ html }) => <ClickMap html={html} report={known} onLinks={setLinks} />}
                  </Loaded>
                )}
              </Loaded>
            </div>
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface StepsProps extends Pick<ReportProps, "mailing" | "conversions"> {
  figures: MailingFigures;
}

function Steps({ figures, mailing, conversions }: StepsProps) {
  const { recipients, sent, delivered, captured, bounces, blocked, opens, clicks, excluded } = figures;
  const back = bounces.hard + bounces.soft + blocked;
  const skipped = Object.values(excluded).reduce((sum, count) => sum + count, 0);
  // What is in the test inbox reached no one, but can be opened and clicked there.
  const reached = delivered > 0 ? delivered : captured;
  const machine = opens.raw - opens.human;
  const rows = (more: object) => ({ to: "/deliveries", search: { itemId: mailing.id, ...more } }) as LinkProps;
  const steps: [name: string, value: number, note: ReactNode, place: LinkProps, of: number][] = [
    [
      "Recipients",
      recipients,
      skipped > 0 ? `${counted(skipped, "person", "people")} skipped` : null,
      rows({}),
      recipients,
    ],
    delivered > 0 || captured === 0
      ? ["Delivered", delivered, back > 0 ? `${back.toLocaleString("en")} bounced` : null, rows({}), recipients]
      : ["In test inbox", captured, "reached no one", rows({ state: "captured" }), recipients],
    [
      "Opened",
      opens.unique,
      machine > 0 ? `${counted(machine, "machine open")} excluded` : "by people",
      rows({ reaction: "open" }),
      reached,
    ],
    ["Clicked", clicks.unique, "by people", rows({ reaction: "click" }), reached],
  ];
  const results = { to: "/campaigns/$campaignId/results", params: { campaignId: mailing.campaignId } } as const;
  if (conversions) steps.push(["Converted", conversions, "as reported", results, reached]);
  return (
    <Panel title="From sent to clicked" padded={false} aside={sent < recipients ? "Still sending" : null}>
      <ol className={classes.steps}>
        {steps.map(([name, value, note, place, of]) => (
          <li key={name}>
            <span>
              {name}
              {note ? <small>{note}</small> : null}
            </span>
            <span className={classes.track} aria-hidden>
              <i style={{ width: `${recipients > 0 ? Math.min(1, value / recipients) * 100 : 0}%` }} />
            </span>
            <b>
              <Link {...place} aria-label={`${name}: ${value.toLocaleString("en")}. Show them`}>
                {value.toLocaleString("en")}
              </Link>
            </b>
            <span className={classes.rate}>{of > 0 ? shareOf(value, of) : "—"}</span>
          </li>
        ))}
      </ol>
      <p className={classes.fine}>
        Opened and clicked are shares of the e-mails that arrived. Mail apps that block pictures hide opens, so the real
        number is higher.
      </p>
      {conversions === 0 ? (
        <p className={classes.fine}>
          No conversions are reported for this e-mail. Fanfare counts clicks, but can't see what people do on your
          website: <Link {...results}>add those figures in Results</Link>.
        </p>
      ) : null}
    </Panel>
  );
}

function ByHour({ report, zone }: { report: MailingReport; zone: string }) {
  const [asTable, setAsTable] = useState(false);
  const hours = filled(report.hours);
  const opens = hours.reduce((sum, hour) => sum + hour.opens, 0);
  if (hours.length === 0) return null;
  let seen = 0;
  const half = hours.find((hour) => {
    seen += hour.opens;
    return seen >= opens / 2;
  });
  return (
    <Panel
      title="Opens by hour"
      padded={!asTable}
      aside={
        <Chip pressed={asTable} onClick={() => setAsTable(!asTable)}>
          Show table
        </Chip>
      }
    >
      {asTable ? (
        <DataTable label="Opens by hour">
          <thead>
            <tr>
              <th scope="col">Hour</th>
              <th scope="col">Opens</th>
              <th scope="col">Clicks</th>
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour.at}>
                <th scope="row">{shortDateTime(hour.at, zone)}</th>
                <td>{hour.opens}</td>
                <td>{hour.clicks}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      ) : (
        <BarChart
          label="Opens by hour"
          height={150}
          whole
          bars={hours.map((hour) => ({
            key: hour.at,
            label: shortDateTime(hour.at, zone),
            short: clock(hour.at, zone),
            value: hour.opens,
            note: counted(hour.clicks, "click"),
          }))}
          format={(value) => value.toLocaleString("en")}
        />
      )}
      {half && opens > 1 && !asTable ? (
        <p style={{ marginTop: 8, fontSize: 12, color: "var(--mantine-color-dimmed)" }}>
          Half of all opens came before {shortDateTime(after(half.at), zone)}.
        </p>
      ) : null}
    </Panel>
  );
}

function after(at: string) {
  return new Date(Date.parse(at) + 3_600_000).toISOString();
}

/** The hours from the first to the last, at most three days; one without an open is 0. */
export function filled(hours: MailingReport["hours"]) {
  const [first] = hours;
  const last = hours.at(-1);
  if (!first || !last) return [];
  const known = new Map(hours.map((hour) => [Date.parse(hour.at), hour]));
  const count = Math.min(72, (Date.parse(last.at) - Date.parse(first.at)) / 3_600_000 + 1);
  return Array.from({ length: count }, (_, index) => {
    const at = Date.parse(first.at) + index * 3_600_000;
    return known.get(at) ?? { at: new Date(at).toISOString(), opens: 0, clicks: 0 };
  });
}

function Links({ links, figures: { unsubscribes, complaints } }: { links: MailLink[]; figures: MailingFigures }) {
  return (
    <Panel
      title="Links"
      padded={false}
      aside={
        <span className={classes.rate}>
          {unsubscribes.toLocaleString("en")} unsubscribed, {counted(complaints, "complaint")}
        </span>
      }
    >
      {links.length === 0 ? (
        <p className={classes.fine}>This e-mail has no links.</p>
      ) : (
        <DataTable label="Links">
          <thead>
            <tr>
              <th scope="col">Link</th>
              <th scope="col" data-left className={classes.kind}>
                Kind
              </th>
              <th scope="col">Clicks</th>
              <th scope="col">People</th>
              <th scope="col">Share</th>
            </tr>
          </thead>
          <tbody>
            {links
              .toSorted((a, b) => b.clicks - a.clicks)
              .map(({ position, url, words, kind, clicks, people, share }) => (
                <tr key={`${position} ${url}`}>
                  <th scope="row">
                    <span className={classes.link} title={url}>
                      {words}
                      <small>{url}</small>
                    </span>
                  </th>
                  <td data-left className={classes.kind}>
                    {kind === "gone" ? "Not in this version" : humanise(kind)}
                  </td>
                  <td>{clicks.toLocaleString("en")}</td>
                  <td>{people.toLocaleString("en")}</td>
                  <td>{clicks > 0 ? `${Math.round(share * 100)}%` : "—"}</td>
                </tr>
              ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}
