import { Menu, Text } from "@mantine/core";
import { useMe } from "@/contract/queries";
import type { Bound } from "@/ui/actions";
import { Hidden, Initials, Keys } from "@/ui/Bits";
import { humanise } from "@/ui/format";
import classes from "./shell.module.css";

export function UserMenu({ actions }: { actions: Bound[] }) {
  const { user, role } = useMe();
  return (
    <Menu width={240}>
      <Menu.Target>
        <button type="button" className={classes.user}>
          <Initials name={user.name} large />
          <Hidden>Your menu, {user.name}</Hidden>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <div style={{ padding: "6px 12px 8px" }}>
          <Text fw={600} truncate>
            {user.name}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {user.email} · {humanise(role)}
          </Text>
        </div>
        <Menu.Divider />
        {actions.map(({ name, label, icon: Icon, keys, perform }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon size={15} aria-hidden />}
            rightSection={keys ? <Keys keys={keys} /> : null}
            onClick={perform}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
