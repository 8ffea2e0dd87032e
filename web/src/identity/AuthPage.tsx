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
    text: "Posts and mailings with a preview that is the real thing.",
  },
  {
    icon: ShieldCheck,
    tone: "accent",
    title: "Approve exactly that",
    text: "One changed word, and it waits for review again.",
  },
  {
    icon: Megaphone,
    tone: "warn",
    title: "It leaves on time",
    text: "Once, at its wall clock time, and never unapproved.",
  },
  { icon: CheckCheck, tone: "good", title: "And you can prove it", text: "A receipt for everything that went out." },
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
        <p className={classes.claim}>From a brief to what went out, with nothing left to chance.</p>
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
