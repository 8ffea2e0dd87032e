import { Anchor, Title } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ComponentProps, Fragment, type ReactNode, useEffect } from "react";
import classes from "./page.module.css";
import panel from "./panel.module.css";

interface PageProps {
  title: string;
  heading?: ReactNode;
  lead?: ReactNode;
  crumbs?: { label: string; to: string }[];
  beside?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  wide?: boolean;
  /** On a phone the head is one row, and the actions are at the bottom of the screen. */
  compact?: boolean;
}

export function Page({ title, heading, lead, crumbs, beside, actions, compact, children }: PageProps) {
  return (
    <div className={classes.page} data-compact={compact || undefined}>
      <PageTitle text={title} />
      <header className={classes.header}>
        <div className={classes.headings}>
          {crumbs ? <Crumbs crumbs={crumbs} /> : null}
          <div className={classes.titleRow}>
            {heading ?? <Title order={1}>{title}</Title>}
            {beside}
          </div>
          {lead ? <p className={classes.lead}>{lead}</p> : null}
        </div>
        {actions ? <div className={classes.headerActions}>{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

function Crumbs({ crumbs }: { crumbs: { label: string; to: string }[] }) {
  return (
    <nav className={classes.crumbs} aria-label="Breadcrumb">
      {crumbs.map(({ label, to }, index) => (
        <Fragment key={to}>
          {index > 0 ? <span aria-hidden>/</span> : null}
          <Anchor component={Link} to={to} inherit truncate>
            {label}
          </Anchor>
        </Fragment>
      ))}
    </nav>
  );
}

export function PageTitle({ text }: { text: string }) {
  useEffect(() => {
    document.title = `${text} · Fanfare`;
  }, [text]);
  return null;
}

export function Panel({
  title,
  aside,
  children,
  padded = true,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  children: ReactNode;
  padded?: boolean;
}) {
  return (
    <section className={panel.panel}>
      {title ? (
        <div className={panel.panelHead}>
          <Title order={2}>{title}</Title>
          {aside}
        </div>
      ) : null}
      {padded ? <PanelBody>{children}</PanelBody> : children}
    </section>
  );
}

/** The room around what is in a panel, where the panel itself has none. */
export function PanelBody({ children }: { children: ReactNode }) {
  return <div className={panel.panelBody}>{children}</div>;
}

/** The frame of a panel, without its head; a section where it has a heading of its own. */
export function Card({ as: Frame = "div", className, ...props }: ComponentProps<"div"> & { as?: "div" | "section" }) {
  return <Frame {...props} className={className ? `${panel.panel} ${className}` : panel.panel} />;
}
