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
  save: (change: NotificationPreferencesChange) => void;
}

/** Each kind of notification, with where it is shown and mailed. */
export function NotificationKinds({ kinds, save }: KindsProps) {
  return (
    <table className={classes.kinds}>
      <thead>
        <tr>
          <th scope="col">Notification</th>
          <th scope="col">In the app</th>
          <th scope="col">E-mail</th>
        </tr>
      </thead>
      {groups.map(({ key, label }) => (
        <tbody key={key}>
          <tr className={classes.group}>
            <th scope="rowgroup" colSpan={3}>
              {label}
            </th>
          </tr>
          {kinds
            .filter(({ group }) => group === key)
            .map((kind) => (
              <KindRow key={kind.kind} kind={kind} save={save} />
            ))}
        </tbody>
      ))}
    </table>
  );
}

function KindRow({ kind, save }: { kind: NotificationKind; save: KindsProps["save"] }) {
  const { label, mandatory, urgent } = kind;
  const emails = [
    { value: "now", label: "Right away" },
    { value: "digest", label: "Digest" },
    ...(mandatory ? [] : [{ value: "off", label: "Never" }]),
  ];
  return (
    <tr>
      <th scope="row">
        {label}
        {urgent ? <small>Urgent: sent in quiet hours too</small> : null}
      </th>
      <td>
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
      <td>
        <Select
          aria-label={`${label}: e-mail`}
          size="xs"
          data={emails}
          value={kind.email}
          allowDeselect={false}
          onChange={(email) =>
            email && save({ kinds: [{ kind: kind.kind, email: email as NotificationKind["email"] }] })
          }
        />
      </td>
    </tr>
  );
}
