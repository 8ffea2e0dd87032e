import { Select, Switch } from "@mantine/core";
import type { NotificationKind, NotificationPreferencesChange } from "@/contract/types";
import classes from "./settings.module.css";

const groups: { key: NotificationKind["group"]; label: string }[] = [
  { key: "approvals", label: "Approvals" },
  { key: "tasks", label: "Tasks" },
  { key: "campaigns", label: "Campaigns" },
  { key: "sending", label: "Sending" },
  { key: "content", label: "Content" },
  { key: "workspace", label: "Workspace" },
];

interface KindsProps {
  kinds: NotificationKind[];
  /** Whether Slack can bring them. */
  slack: boolean;
  save: (change: NotificationPreferencesChange) => void;
}

/** Each kind of notification, with where it is shown and sent. */
export function NotificationKinds({ kinds, slack, save }: KindsProps) {
  return (
    <table className={classes.kinds} data-slack={slack || undefined}>
      <thead>
        <tr>
          <th scope="col">Notification</th>
          <th scope="col">In the app</th>
          <th scope="col">E-mail</th>
          {slack ? <th scope="col">Slack</th> : null}
        </tr>
      </thead>
      {groups.map(({ key, label }) => (
        <tbody key={key}>
          <tr className={classes.group}>
            <th scope="rowgroup" colSpan={slack ? 4 : 3}>
              {label}
            </th>
          </tr>
          {kinds
            .filter(({ group }) => group === key)
            .map((kind) => (
              <KindRow key={kind.kind} kind={kind} slack={slack} save={save} />
            ))}
        </tbody>
      ))}
    </table>
  );
}

const sendings = [
  { value: "now", label: "Right away" },
  { value: "digest", label: "Digest" },
  { value: "off", label: "Never" },
];

interface RowProps extends Omit<KindsProps, "kinds"> {
  kind: NotificationKind;
}

function KindRow({ kind, slack, save }: RowProps) {
  const { label, mandatory, urgent } = kind;
  return (
    <tr>
      <th scope="row">
        {label}
        {urgent ? <small>Urgent: sent in quiet hours too</small> : null}
      </th>
      <td data-label="In the app">
        {mandatory ? (
          "Always"
        ) : (
          <Switch
            aria-label={`${label}: in the app`}
            checked={kind.in_app !== "off"}
            onChange={({ currentTarget }) =>
              save({ kinds: [{ kind: kind.kind, in_app: currentTarget.checked ? "now" : "off" }] })
            }
          />
        )}
      </td>
      <td data-label="E-mail">
        <Select
          aria-label={`${label}: e-mail`}
          size="xs"
          data={mandatory ? sendings.slice(0, 2) : sendings}
          value={kind.email}
          allowDeselect={false}
          onChange={(email) =>
            email && save({ kinds: [{ kind: kind.kind, email: email as NotificationKind["email"] }] })
          }
        />
      </td>
      {slack ? (
        <td data-label="Slack">
          <Select
            aria-label={`${label}: Slack`}
            size="xs"
            data={sendings}
            value={kind.slack}
            allowDeselect={false}
            onChange={(how) => how && save({ kinds: [{ kind: kind.kind, slack: how as NotificationKind["slack"] }] })}
          />
        </td>
      ) : null}
    </tr>
  );
}
