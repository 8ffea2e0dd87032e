import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Compass, GitCompare, Pencil } from "lucide-react";
import type { Campaign } from "@/contract/types";
import { ActionMenu, pick, useActions, useOffer, without } from "@/ui/actions";
import { Ago } from "@/ui/Bits";
import { Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded, Notice } from "@/ui/States";
import { strategyActions } from "./actions";
import { Completeness } from "./Completeness";
import { Differences } from "./Differences";
import { rootOf } from "./fields";
import { strategiesQuery } from "./queries";
import { StrategyForm } from "./StrategyForm";
import { StrategyView } from "./StrategyView";
import classes from "./strategy.module.css";
import { Versions, VersionTag } from "./Versions";

const route = getRouteApi("/shell/campaigns/$campaignId/plan");

/** What the campaign wants and how: versions of it, what each lacks, and how they differ. */
export function StrategyPanel({ campaign }: { campaign: Campaign }) {
  const strategies = useQuery(strategiesQuery(campaign.id));
  const { version, edit, focus, against } = route.useSearch();
  const navigate = route.useNavigate();
  const versions = strategies.data?.items ?? [];
  const [newest] = versions;
  const current = versions.find((one) => one.current);
  const shown = versions.find((one) => one.version === version) ?? current ?? newest;
  const bound = useActions(strategyActions, shown);
  useOffer(bound);
  const [rewrite] = pick(bound, "createStrategy");
  const close = () => navigate({ search: (old) => ({ ...old, edit: undefined, focus: undefined }), replace: true });
  const write = (field?: string) =>
    navigate({
      search: (old) => ({ ...old, edit: true, against: undefined, focus: field ? rootOf(field) : undefined }),
    });
  const writable = campaign.can.includes("createStrategy") || campaign.can.includes("changeCampaign");
  const form = (
    <StrategyForm
      key={shown?.version ?? 0}
      campaign={campaign}
      from={shown ?? { platforms: campaign.channels }}
      newest={newest?.version}
      focus={focus}
      done={(made) => navigate({ search: { version: made }, replace: true })}
      cancel={close}
    />
  );

  return (
    <Loaded query={strategies} skeleton={<BoneRows count={6} height={72} />}>
      {() =>
        !shown ? (
          edit && writable ? (
            form
          ) : (
            <Panel padded={false}>
              <Empty
                icon={Compass}
                title="No strategy yet"
                text="A strategy sets goals, audience, channels and tone to guide writers and reviewers. Each change creates a new version."
              >
                {writable ? (
                  <Button leftSection={<Pencil size={15} aria-hidden />} onClick={() => write()}>
                    Write strategy
                  </Button>
                ) : null}
              </Empty>
            </Panel>
          )
        ) : (
          <div className={classes.strategy}>
            <Stack gap={16} miw={0}>
              {!current && !edit ? (
                <Notice tone="warn" title="No current strategy">
                  The last version was invalidated{newest?.invalidationReason ? `: ${newest.invalidationReason}` : "."}
                </Notice>
              ) : null}
              {against && !edit ? (
                <Differences
                  campaignId={campaign.id}
                  versions={versions}
                  version={shown.version}
                  against={against}
                  choose={(change) => navigate({ search: (old) => ({ ...old, version: shown.version, ...change }) })}
                />
              ) : null}
              {edit && writable ? (
                form
              ) : (
                <Panel
                  title={
                    <span className={classes.title}>
                      Version {shown.version} <VersionTag strategy={shown} />
                    </span>
                  }
                  aside={
                    <span className={classes.titleActions}>
                      {versions.length > 1 && !against && shown.version > 1 ? (
                        <Button
                          size="xs"
                          variant="default"
                          visibleFrom="sm"
                          leftSection={<GitCompare size={13} aria-hidden />}
                          onClick={() => navigate({ search: { version: shown.version, against: shown.version - 1 } })}
                        >
                          Compare
                        </Button>
                      ) : null}
                      {rewrite ? (
                        <Button
                          size="xs"
                          variant="default"
                          leftSection={<Pencil size={13} aria-hidden />}
                          onClick={rewrite.perform}
                        >
                          New version
                        </Button>
                      ) : null}
                      <ActionMenu actions={without(bound, "createStrategy")} />
                    </span>
                  }
                  padded={false}
                >
                  <StrategyView strategy={shown} />
                  <p className={classes.by}>
                    {shown.createdByName ?? "Fanfare"}, <Ago at={shown.createdAt} />
                  </p>
                </Panel>
              )}
            </Stack>
            <Stack gap={16} miw={0}>
              <Completeness strategy={shown} fill={writable ? write : undefined} />
              <Versions versions={versions} shown={shown.version} />
            </Stack>
          </div>
        )
      }
    </Loaded>
  );
}
