import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink, Newspaper, Rss } from "lucide-react";
import { keys } from "@/contract/keys";
import { useMe } from "@/contract/queries";
import { CopyIcon } from "@/ui/Bits";
import { dateTime, zoneLabel } from "@/ui/format";
import { RowList } from "@/ui/List";
import { Page, Panel } from "@/ui/Page";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import ui from "@/ui/ui.module.css";
import { readFeed } from "./feed";
import classes from "./social.module.css";

export function Newsroom() {
  const { workspace } = useMe();
  const base = `${window.location.origin}/n/${workspace.slug}`;
  const feed = useQuery({
    queryKey: [...keys.calendar, "newsroom", workspace.slug],
    queryFn: () => readFeed(workspace.slug),
  });
  const addresses = [
    { label: "Page", icon: Newspaper, url: base },
    { label: "RSS", icon: Rss, url: `${base}/rss.xml` },
    { label: "JSON Feed", icon: Rss, url: `${base}/feed.json` },
  ];
  return (
    <Page
      title="Newsroom"
      lead="Published posts, as the public sees them."
      actions={
        <Button
          component="a"
          href={base}
          target="_blank"
          rel="noopener"
          leftSection={<ExternalLink size={15} aria-hidden />}
        >
          Open public page
        </Button>
      }
    >
      <div className={classes.addresses}>
        {addresses.map(({ label, icon: Icon, url }) => (
          <div key={label} className={`${ui.panel} ${classes.address}`}>
            <Icon size={15} aria-hidden />
            <div className={ui.rowMain}>
              <p className={ui.rowTitle}>{label}</p>
              <p className={ui.rowNote}>
                <a href={url} target="_blank" rel="noopener">
                  {url.replace(/^https?:\/\//, "")}
                </a>
              </p>
            </div>
            <CopyIcon text={url} label={`Copy ${label} URL`} />
          </div>
        ))}
      </div>
      <Panel title="Published" padded={false}>
        <Loaded query={feed} skeleton={<BoneRows count={5} height={61} />}>
          {(items) =>
            items.length === 0 ? (
              <Empty
                icon={Newspaper}
                title="Nothing published yet"
                text="Posts appear here once they are approved and their scheduled time has come."
              >
                <Button component={Link} to="/campaigns" variant="default">
                  Go to campaigns
                </Button>
              </Empty>
            ) : (
              <RowList>
                {items.map((item) => (
                  <li key={item.id}>
                    <a className={ui.row} href={item.url} target="_blank" rel="noopener">
                      <span className={ui.rowMain}>
                        <span className={ui.rowTitle} style={{ display: "block" }}>
                          {item.title}
                        </span>
                        <span className={ui.rowNote} style={{ display: "block" }}>
                          {item.published
                            ? `${dateTime(item.published, workspace.timeZone)} ${zoneLabel(workspace.timeZone, item.published)}`
                            : ""}
                        </span>
                      </span>
                      <span className={ui.rowAside}>
                        <ExternalLink size={15} aria-label="Opens the public page" />
                      </span>
                    </a>
                  </li>
                ))}
              </RowList>
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}
