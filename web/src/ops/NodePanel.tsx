import { useQuery } from "@tanstack/react-query";
import { Server } from "lucide-react";
import { Rows } from "@/ui/List";
import { Panel } from "@/ui/Page";
import { Row, RowEnd } from "@/ui/Row";
import { BoneRows, Empty, Loaded } from "@/ui/States";
import { healthQuery } from "./queries";
import { useSource } from "./source";
import { When } from "./When";

/** The nodes that run now. */
export function NodePanel() {
  const health = useQuery(healthQuery(useSource()));
  return (
    <Panel title="Nodes" padded={false}>
      <Loaded query={health} skeleton={<BoneRows count={1} />}>
        {({ nodes }) =>
          nodes.length === 0 ? (
            <Empty icon={Server} title="No node has reported yet" text="A node reports every ten seconds." />
          ) : (
            <Rows
              items={nodes}
              keyOf={({ name }) => name}
              row={(node) => (
                <Row
                  title={node.name}
                  note={
                    <>
                      Version {node.version}, started <When at={node.startedAt} />, seen <When at={node.seenAt} />
                    </>
                  }
                  wraps
                >
                  <RowEnd wide>
                    {node.requestsPerMinute} requests per minute, {Math.round(node.heap * 100)} % heap, load {node.load}
                  </RowEnd>
                </Row>
              )}
            />
          )
        }
      </Loaded>
    </Panel>
  );
}
