import { Anchor, Group, Stack, Switch, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, take } from "@/contract/api";
import { keys } from "@/contract/keys";
import { may } from "@/contract/permissions";
import { useMe } from "@/contract/queries";
import type { BreakGlass, SecuritySettings as Settings } from "@/contract/types";
import { showProblem } from "@/ui/actions";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row } from "@/ui/Row";
import { BoneRows, Loaded, Notice } from "@/ui/States";
import { Tag } from "@/ui/status";
import { useWrite } from "@/ui/useWrite";
import { CompanyConnection } from "./CompanyConnection";
import { DomainList } from "./DomainList";
import { Provisioning } from "./Provisioning";
import { breakGlassQuery, securityQuery } from "./queries";
import { RoleMappings } from "./RoleMappings";

/** How the people of the workspace sign in. Owners change it, admins read it. */
export function SecuritySettings() {
  const canEdit = may(useMe(), "security.manage");
  const settings = useQuery(securityQuery);
  return (
    <Stack gap={16}>
      <Text size="sm" c="dimmed">
        How people sign in to this workspace.{" "}
        <Anchor component={Link} to="/guide/company-sign-in" inherit underline="always">
          Set up Entra, Okta, Google or Keycloak
        </Anchor>
      </Text>
      {canEdit ? null : <Notice tone="info">Owners can change these settings.</Notice>}
      <Loaded query={settings} skeleton={<BoneRows count={3} />}>
        {(known) => (
          <>
            <Policy settings={known} canEdit={canEdit} />
            <CompanyConnection canEdit={canEdit} />
            <DomainList canEdit={canEdit} />
            <BreakGlassOwners canEdit={canEdit} />
            <Provisioning canEdit={canEdit} />
            <RoleMappings settings={known} canEdit={canEdit} />
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Policy({ settings, canEdit }: { settings: Settings; canEdit: boolean }) {
  const save = useWrite({
    run: (secondFactorRequired: boolean) => take(api.PATCH("/api/security", { body: { secondFactorRequired } })),
    stale: [keys.security, keys.secondFactor],
    done: "Saved.",
    onRefused: showProblem,
  });
  return (
    <Panel title="Second factor">
      <Switch
        label="Require a second factor"
        description="Members without one set it up at their next sign-in. Passkeys and company sign-in count."
        checked={settings.secondFactorRequired}
        disabled={!canEdit || save.isPending}
        onChange={({ currentTarget }) => save.mutate(currentTarget.checked)}
      />
    </Panel>
  );
}

function BreakGlassOwners({ canEdit }: { canEdit: boolean }) {
  const list = useQuery(breakGlassQuery);
  return (
    <Panel title="Emergency access">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          Owners who can sign in without the company if its identity provider fails. They need a second factor.
        </Text>
        <Loaded query={list} skeleton={<BoneRows count={1} />}>
          {({ items }) => (
            <Rows items={items} keyOf={({ id }) => id} row={(owner) => <OwnerRow owner={owner} canEdit={canEdit} />} />
          )}
        </Loaded>
      </Stack>
    </Panel>
  );
}

function OwnerRow({ owner, canEdit }: { owner: BreakGlass; canEdit: boolean }) {
  const save = useWrite({
    run: (breakGlass: boolean) =>
      take(api.PUT("/api/security/break-glass/{id}", { params: { path: { id: owner.id } }, body: { breakGlass } })),
    stale: [keys.security],
    onRefused: showProblem,
  });
  return (
    <Row title={owner.name} note={owner.email}>
      <Group gap="sm">
        {owner.secondFactor ? null : <Tag tone="warn">No second factor</Tag>}
        <Switch
          aria-label={`Emergency access for ${owner.name}`}
          checked={owner.breakGlass}
          disabled={!canEdit || (!owner.secondFactor && !owner.breakGlass) || save.isPending}
          onChange={({ currentTarget }) => save.mutate(currentTarget.checked)}
        />
      </Group>
    </Row>
  );
}
