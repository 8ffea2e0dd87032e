import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { campaignQuery } from "@/contract/queries";
import { BoneRows, Loaded } from "@/ui/States";
import { LaunchSheet } from "./LaunchSheet";
import classes from "./launch.module.css";
import { launchSheetQuery } from "./queries";
import { launching } from "./sheet";

/** The one place where a launch is confirmed; the sheet closes with its page. */
export function LaunchHost({ path }: { path: string }) {
  const id = useSyncExternalStore(launching.subscribe, launching.get);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is when, not what
  useEffect(() => () => launching.set(undefined), [path]);
  return id ? <Sheet id={id} /> : null;
}

function Sheet({ id }: { id: string }) {
  const campaign = useQuery(campaignQuery(id));
  const sheet = useQuery(launchSheetQuery(id));
  return (
    <Drawer
      opened
      position="right"
      size={652}
      padding={0}
      classNames={{ header: classes.sheetHead }}
      title={campaign.data ? `Launch “${campaign.data.name}”` : "Launch"}
      onClose={() => launching.set(undefined)}
    >
      {campaign.data ? (
        <Loaded query={sheet} skeleton={<BoneRows count={8} height={56} />}>
          {(data) => <LaunchSheet campaign={campaign.data} sheet={data} />}
        </Loaded>
      ) : (
        <BoneRows count={8} height={56} />
      )}
    </Drawer>
  );
}
