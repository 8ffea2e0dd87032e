import { Link, Outlet } from "@tanstack/react-router";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import { Page } from "@/ui/Page";
import { useActiveInSight } from "@/ui/TabStrip";
import classes from "./identity.module.css";

const pages = [
  { to: "/settings/profile", label: "Your profile" },
  { to: "/settings/notifications", label: "Notifications" },
  { to: "/settings/workspace", label: "Workspace" },
  { to: "/brand-kit", label: "Brand kit" },
  { to: "/settings/approval-policies", label: "Approval policies" },
  { to: "/settings/accounts", label: "Social accounts" },
  { to: "/settings/credentials", label: "Mail server and services", needs: "credential.manage" },
  { to: "/settings/api-keys", label: "API keys", needs: "apikey.manage" },
  { to: "/settings/agents", label: "Agents" },
  { to: "/settings/integrations", label: "Integrations" },
  { to: "/settings/webhooks", label: "Webhooks", needs: "webhook.manage" },
  { to: "/settings/bulk", label: "Bulk changes" },
  { to: "/settings/monitoring", label: "Monitoring", needs: "ops.read" },
] as const;

export function Settings() {
  const me = useMe();
  const list = useActiveInSight();
  return (
    <Page title="Settings">
      <div className={classes.settings}>
        <nav className={classes.settingsNav} aria-label="Settings" ref={list}>
          {pages
            .filter((page) => !("needs" in page) || may(me, page.needs))
            .map(({ to, label }) => (
              <Link key={to} to={to}>
                {label}
              </Link>
            ))}
        </nav>
        <div style={{ minWidth: 0 }}>
          <Outlet />
        </div>
      </div>
    </Page>
  );
}
