import { RotateCw, Unplug } from "lucide-react";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import type { Account } from "@/contract/types";
import { type Action, ActionMenu, useActions } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import type { BulkAction } from "@/ui/BulkBar";
import { counted } from "@/ui/format";
import { ListTable } from "@/ui/ListTable";
import { Facts } from "@/ui/layout";
import { PlatformIcon } from "@/ui/PlatformIcon";
import { platformName } from "@/ui/platforms";
import { Status } from "@/ui/status";
import type { Column } from "@/ui/TableList";
import { TitleCell } from "@/ui/TitleCell";
import { useAddress } from "@/ui/useAddress";
import { accountActions } from "./accountActions";
import type { AccountsSearch } from "./routes";

const serverOf = ({ service }: Account) => service.replace(/^https?:\/\//, "");

const columns: Column<Account>[] = [
  {
    key: "title",
    label: "Account",
    sort: "handle",
    cell: (account) => (
      <TitleCell
        lead={<PlatformIcon platform={account.platform} size={18} named />}
        note={
          <>
            <Status value={account.status} /> {serverOf(account)}
          </>
        }
      >
        {account.handle}
      </TitleCell>
    ),
  },
  { key: "platform", label: "Channel", sort: "platform", width: 120, cell: ({ platform }) => platformName(platform) },
  { key: "planned", label: "Scheduled", sort: "planned", width: 110, cell: ({ planned }) => counted(planned, "post") },
  { key: "checked", label: "Checked", sort: "checkedAt", width: 110, cell: ({ checkedAt }) => <Ago at={checkedAt} /> },
  { key: "status", label: "Status", sort: "status", width: 175, cell: ({ status }) => <Status value={status} /> },
];

const bulk: BulkAction<Account>[] = [
  {
    label: "Disconnect",
    icon: Unplug,
    danger: true,
    when: ({ can }) => can.includes("disconnectAccount"),
    ask: (accounts) => ({
      title: `Disconnect ${counted(accounts.length, "account")}?`,
      text: `${counted(
        accounts.reduce((sum, { planned }) => sum + planned, 0),
        "scheduled post",
      )} can't be published until you reconnect them. Published posts stay online.`,
      confirm: "Disconnect accounts",
    }),
    run: ({ id }) => take(api.DELETE("/api/social/accounts/{id}", { params: { path: { id } } })),
    done: "disconnected",
  },
];

const keyOf = ({ id }: Account) => id;

/** All accounts are here at once, so they are sorted here. */
function sorted(accounts: Account[], sort: string | undefined) {
  const key = sort?.replace(/^-/, "") as "handle" | "platform" | "planned" | "checkedAt" | "status" | undefined;
  if (!key) return accounts;
  const sign = sort?.startsWith("-") ? -1 : 1;
  const compare = (one: Account, other: Account) =>
    key === "planned" ? one.planned - other.planned : String(one[key]).localeCompare(String(other[key]));
  return accounts.toSorted((one, other) => sign * compare(one, other));
}

interface AccountTableProps {
  accounts: Account[];
  reconnect: (account: Account) => void;
}

export function AccountTable({ accounts, reconnect }: AccountTableProps) {
  const [{ sort }] = useAddress<AccountsSearch>();
  const editable = accounts.some(({ can }) => can.length > 0);
  return (
    <ListTable
      label="Accounts"
      items={sorted(accounts, sort)}
      keyOf={keyOf}
      nameOf={({ handle }) => handle}
      columns={columns}
      actions={editable ? (account) => <AccountMenu account={account} reconnect={reconnect} /> : undefined}
      bulk={editable ? bulk : undefined}
      peek={(account) => <AccountPeek account={account} />}
      stale={[keys.accounts, keys.everyCampaign, keys.calendar]}
    />
  );
}

function AccountMenu({ account, reconnect }: { account: Account; reconnect: (account: Account) => void }) {
  const again: Action<Account> = {
    name: "connectAccount",
    label: "Reconnect",
    icon: RotateCw,
    group: "This account",
    run: reconnect,
  };
  return (
    <ActionMenu actions={useActions([again, ...accountActions], account)} label={`Actions for ${account.handle}`} />
  );
}

function AccountPeek({ account }: { account: Account }) {
  return (
    <Facts
      facts={[
        ["Channel", platformName(account.platform)],
        ["Server", serverOf(account)],
        ["Status", <Status key="status" value={account.status} />],
        account.reason && ["Reason", account.reason],
        ["Scheduled", counted(account.planned, "post")],
        ["Checked", <Ago key="checked" at={account.checkedAt} />],
      ]}
    />
  );
}
