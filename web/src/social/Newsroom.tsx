import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ExternalLink, Newspaper, Rss } from "lucide-react";
import { meQuery, queryClient, useMe } from "@/contract/queries";
import { CopyIcon } from "@/ui/Bits";
import { dateTime, zoneLabel } from "@/ui/format";
import { Rows } from "@/ui/List";
import { Card, Page, Panel } from "@/ui/Page";
import { Row, RowEnd, Words } from "@/ui/Row";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { feedQuery } from "./feed";
import classes from "./social.module.css";

export function preload() {
  queryClient.fetchQuery(meQuery).then(({ workspace }) => queryClient.prefetchQuery(feedQuery(workspace.slug)));
}

export function Newsroom() {
  const { workspace } = useMe();
  const base = `${window.location.origin}/n/${workspace.slug}`;
  const feed = useQuery(feedQuery(workspace.slug));
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
          <Card key={label} className={classes.address}>
            <Icon size={15} aria-hidden />
            <Words
              title={label}
              note={
                <a href={url} target="_blank" rel="noopener">
                  {url.replace(/^https?:\/\//, "")}
                </a>
              }
            />
            <CopyIcon text={url} label={`Copy ${label} URL`} />
          </Card>
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
              <Rows
                items={items}
                keyOf={({ id }) => id}
                row={({ title, url, published }) => (
                  <Row
                    href={url}
                    title={title}
                    note={
                      published
                        ? `${dateTime(published, workspace.timeZone)} ${zoneLabel(workspace.timeZone, published)}`
                        : null
                    }
                  >
                    <RowEnd>
                      <ExternalLink size={15} aria-label="Opens the public page" />
                    </RowEnd>
                  </Row>
                )}
              />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}
