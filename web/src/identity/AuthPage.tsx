import { Title } from "@mantine/core";
import { CheckCheck, Megaphone, PencilLine, ShieldCheck } from "lucide-react";
import type { ReactNode } from "react";
import { Logo } from "@/ui/Logo";
import { PageTitle } from "@/ui/Page";
import classes from "./auth.module.css";

const story = [
  {
    icon: PencilLine,
    tone: "info",
    title: "Write it once",
    text: "Write posts and e-mails and see exactly what readers will see.",
  },
  {
    icon: ShieldCheck,
    tone: "accent",
    title: "Approvals that stick",
    text: "Any change after approval needs a new approval.",
  },
  {
    icon: Megaphone,
    tone: "warn",
    title: "Sent on time",
    text: "Once, in your time zone, never without approval.",
  },
  { icon: CheckCheck, tone: "good", title: "Proof for everything", text: "A receipt for every message sent." },
];

export function AuthPage({
  title,
  lead,
  children,
  foot,
}: {
  title: string;
  lead?: string;
  children: ReactNode;
  foot?: ReactNode;
}) {
  return (
    <div className={classes.page}>
      <PageTitle text={title} />
      <main className={classes.side}>
        <div className={classes.brand}>
          <Logo /> Fanfare
        </div>
        <div className={classes.form}>
          <Title order={1}>{title}</Title>
          <p className={classes.lead}>{lead}</p>
          {children}
          {foot ? <div className={classes.foot}>{foot}</div> : null}
        </div>
      </main>
      <aside className={classes.story} aria-label="What Fanfare does">
        <p className={classes.claim}>From brief to results, with every send approved.</p>
        <ul className={classes.steps}>
          {story.map(({ icon: Icon, tone, title: step, text }) => (
            <li key={step}>
              <span className={classes.stepIcon} data-tone={tone}>
                <Icon size={16} aria-hidden />
              </span>
              <span>
                <b>{step}</b>
                <small>{text}</small>
              </span>
            </li>
          ))}
        </ul>
      </aside>
    </div>
  );
}
