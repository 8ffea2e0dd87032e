import { Drawer } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef, useSyncExternalStore } from "react";
import { campaignQuery } from "@/contract/queries";
import { BoneRows, Loaded } from "@/ui/States";
import type { ItemFace } from "./LaunchItems";
import { type Approve, LaunchSheet } from "./LaunchSheet";
import classes from "./launch.module.css";
import { launchSheetQuery } from "./queries";
import { launching } from "./sheet";

interface Parts {
  face: ItemFace;
  approve: Approve;
}

/** The one place where a launch is confirmed; the sheet closes with its page. */
export function LaunchHost({ path, ...parts }: Parts & { path: string }) {
  const id = useSyncExternalStore(launching.subscribe, launching.get);
  const opened = useRef(path);
  useEffect(() => {
    if (opened.current === path) return;
    opened.current = path;
    launching.set(undefined);
  }, [path]);
  return id ? <Sheet id={id} {...parts} /> : null;
}

function Sheet({ id, ...parts }: Parts & { id: string }) {
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
          {(data) => <LaunchSheet campaign={campaign.data} sheet={data} {...parts} />}
        </Loaded>
      ) : (
        <BoneRows count={8} height={56} />
      )}
    </Drawer>
  );
}
