import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, type LinkProps } from "@tanstack/react-router";
import { Check, Globe } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may, rolesWith } from "@/contract/permissions";
import { mailServerQuery, membersQuery, useMe } from "@/contract/queries";
import type { Checklist } from "@/contract/types";
import { counted } from "@/ui/format";
import { Panel } from "@/ui/Page";
import { failedAt } from "@/ui/TestInbox";
import { useWrite } from "@/ui/useWrite";
import { checklistQuery } from "./queries";
import classes from "./start.module.css";

interface Step {
  title: string;
  todo: string;
  action: string;
  link: LinkProps;
  needs: keyof typeof rolesWith;
}

const steps: Record<Checklist["tasks"][number]["name"], Step> = {
  brand: {
    title: "Brand kit",
    todo: "Logo, colors and fonts",
    action: "Set up",
    link: { to: "/brand-kit" },
    needs: "brand.write",
  },
  sender: {
    title: "Sender",
    todo: "Who your e-mails come from",
    action: "Add",
    link: { to: "/brand-kit", hash: "sender" },
    needs: "brand.write",
  },
  contacts: {
    title: "Contacts",
    todo: "The people you write to",
    action: "Import",
    link: { to: "/audience/import" },
    needs: "contact.write",
  },
  content: {
    title: "First content",
    todo: "From your website or your own words",
    action: "Start",
    link: { to: "/start" },
    needs: "campaign.write",
  },
  reviewer: {
    title: "Reviewer",
    todo: "Someone who approves before it goes out",
    action: "Invite",
    link: { to: "/members", search: { invite: true, role: "reviewer" } },
    needs: "member.manage",
  },
  launch: {
    title: "Launch",
    todo: "Approve and launch a campaign",
    action: "Open",
    link: { to: "/campaigns" },
    needs: "campaign.launch",
  },
};

/** The sender's e-mails reach no one if the mail server fails. */
function MailServerLine() {
  const { workspace } = useMe();
  const { data } = useQuery(mailServerQuery);
  if (!data?.lastTest || data.lastTest.ok) return null;
  return (
    <small className={classes.failing}>
      The mail server failed its last test. {failedAt(data.lastTest, workspace.timeZone)}{" "}
      <Link to="/settings/credentials">Open mail server</Link>
    </small>
  );
}

/** The first steps of a workspace. It completes itself from facts, and each person can hide it. */
export function ChecklistPanel() {
  const me = useMe();
  const { data } = useQuery(checklistQuery);
  const hide = useWrite({
    run: () => take(api.PATCH("/api/start", { body: { hidden: true } })),
    stale: [keys.start],
  });
  if (!data || data.hidden || data.done === data.tasks.length) return null;
  // Who may do none of it has no use for the list.
  if (!data.tasks.some(({ name, done }) => !done && may(me, steps[name].needs))) return null;
  return (
    <Panel
      title={`Get started: ${data.done} of ${data.tasks.length}`}
      padded={false}
      aside={
        <Button size="xs" variant="subtle" color="gray" loading={hide.isPending} onClick={() => hide.mutate()}>
          Hide
        </Button>
      }
    >
      {data.empty && may(me, "campaign.write") ? <FromWebsite /> : null}
      <ul className={classes.checklist}>
        {data.tasks.map(({ name, done, detail }) => {
          const step = steps[name];
          return (
            <li key={name} data-done={done || undefined}>
              <i role="img" aria-label={done ? "Done" : "To do"}>
                {done ? <Check size={13} strokeWidth={3} aria-hidden /> : null}
              </i>
              <span className={classes.postWords}>
                <b>{step.title}</b>
                <small>
                  {done ? (detail ?? "Done") : step.todo}
                  {done || may(me, step.needs) ? null : <Others needs={step.needs} />}
                </small>
                {name === "sender" ? <MailServerLine /> : null}
              </span>
              {done || !may(me, step.needs) ? null : (
                <Button
                  size="xs"
                  variant="default"
                  aria-label={`${step.action}: ${step.title}`}
                  renderRoot={(props) => <Link {...step.link} {...props} />}
                >
                  {step.action}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

const either = new Intl.ListFormat("en", { type: "disjunction" });

/** Who can do a step that the person can't. */
function Others({ needs }: Pick<Step, "needs">) {
  const members = useQuery(membersQuery).data?.items ?? [];
  const able = members.filter(({ role }) => rolesWith[needs].some((name) => name === role)).map(({ name }) => name);
  if (able.length === 0) return null;
  const more = able.length - 2;
  return ` · ${either.format(more > 0 ? [...able.slice(0, 2), counted(more, "other")] : able)} can do this`;
}

function FromWebsite() {
  return (
    <div className={classes.hero}>
      <Globe size={20} aria-hidden />
      <span className={classes.postWords}>
        <b>Make your first campaign from your website</b>
        <small>Fanfare reads your brand and your newest posts, and prepares drafts, pictures and times.</small>
      </span>
      <Button renderRoot={(props) => <Link to="/start" {...props} />}>Start</Button>
    </div>
  );
}
