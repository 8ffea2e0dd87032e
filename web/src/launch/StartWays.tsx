import { Link } from "@tanstack/react-router";
import { FilePlus, Globe, History, type LucideIcon } from "lucide-react";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import classes from "./templates.module.css";

interface Way {
  icon: LucideIcon;
  label: string;
  text: string;
  to: string;
  search?: Record<string, unknown>;
}

const ways: Way[] = [
  {
    icon: FilePlus,
    label: "Start from scratch",
    text: "Name, dates and channels; you add the rest.",
    to: "/campaigns",
    search: { make: true },
  },
  { icon: Globe, label: "From your website", text: "Fanfare reads a post and writes the drafts.", to: "/start" },
  {
    icon: History,
    label: "From an earlier campaign",
    text: "The same content with new dates.",
    to: "/campaigns",
    search: { from: "earlier" },
  },
];

/** The ways to a new campaign that need no template. */
export function StartWays() {
  if (!may(useMe(), "campaign.write")) return null;
  return (
    <nav className={classes.ways} aria-label="Without a template">
      {ways.map(({ icon: Icon, label, text, to, search }) => (
        <Link key={label} to={to} search={search as never} className={classes.way}>
          <Icon size={17} aria-hidden />
          <span>
            <b>{label}</b>
            <small>{text}</small>
          </span>
        </Link>
      ))}
    </nav>
  );
}
