import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  BookOpen,
  CalendarDays,
  Clapperboard,
  Contact,
  House,
  Images,
  Inbox,
  LayoutDashboard,
  ListChecks,
  type LucideIcon,
  Megaphone,
  Newspaper,
  Palette,
  ScrollText,
  Send,
  Settings,
  ShieldCheck,
  Users,
  UsersRound,
} from "lucide-react";
import { waitingReviewsQuery } from "@/approval/queries";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { unconfirmedQuery } from "@/delivery/queries";
import { tasksQuery } from "@/planning/queries";
import { dayOf } from "@/ui/format";
import classes from "./shell.module.css";

export function SideNav() {
  const me = useMe();
  const waiting = useQuery(waitingReviewsQuery);
  const doubtful = useQuery(unconfirmedQuery);
  const dueTo = dayOf(new Date(), me.workspace.timeZone);
  const due = useQuery(tasksQuery({ assignee: "me", open: true, dueTo, limit: 1 }));
  return (
    <nav aria-label="Main" style={{ display: "contents" }}>
      <ul>
        <Place to="/" exact icon={House} label="Home" />
        <Place to="/my-work" icon={ListChecks} label="My work" count={due.data?.total} what="due" />
        <Place to="/dashboard" icon={LayoutDashboard} label="Dashboard" />
        <Place to="/campaigns" icon={Megaphone} label="Campaigns" />
        <Place to="/approvals" icon={ShieldCheck} label="Approvals" count={waiting.data?.total} what="waiting" />
        <Place to="/calendar" icon={CalendarDays} label="Calendar" />
        {may(me, "contact.read") ? <Place to="/audience" icon={Contact} label="Audience" /> : null}
        <Place to="/library" icon={Images} label="Library" />
        <Place to="/studio" icon={Clapperboard} label="Studio" />
      </ul>
      <div>
        <p className={classes.navTitle}>Published</p>
        <ul>
          <Place to="/newsroom" icon={Newspaper} label="Newsroom" />
          <Place to="/inbox" icon={Inbox} label="Test inbox" />
          <Place to="/deliveries" icon={Send} label="Sent" count={doubtful.data?.items.length} what="unconfirmed" />
        </ul>
      </div>
      <div>
        <p className={classes.navTitle}>Workspace</p>
        <ul>
          <Place to="/brand-kit" icon={Palette} label="Brand kit" />
          <Place to="/team" icon={UsersRound} label="Team planning" />
          <Place to="/members" icon={Users} label="Members and roles" />
          {may(me, "audit.read") ? <Place to="/audit" icon={ScrollText} label="Audit trail" /> : null}
          <Place to="/settings" icon={Settings} label="Settings" />
          <Place to="/guide" icon={BookOpen} label="Guide" />
        </ul>
      </div>
    </nav>
  );
}

interface PlaceProps {
  to:
    | "/"
    | "/my-work"
    | "/dashboard"
    | "/campaigns"
    | "/approvals"
    | "/calendar"
    | "/audience"
    | "/library"
    | "/studio"
    | "/newsroom"
    | "/inbox"
    | "/deliveries"
    | "/brand-kit"
    | "/team"
    | "/members"
    | "/audit"
    | "/settings"
    | "/guide";
  icon: LucideIcon;
  label: string;
  exact?: boolean;
  count?: number;
  what?: string;
}

function Place({ to, icon: Icon, label, exact, count, what }: PlaceProps) {
  return (
    <li>
      <Link to={to} className={classes.link} activeOptions={{ exact: exact ?? false, includeSearch: false }}>
        <Icon size={16} aria-hidden />
        <span>{label}</span>
        {count ? (
          <span className={classes.count} role="img" aria-label={`${count} ${what}`}>
            {count > 99 ? "99+" : count}
          </span>
        ) : null}
      </Link>
    </li>
  );
}
