import { Button, Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { counted } from "@/ui/format";
import { BoneRows, Loaded } from "@/ui/States";
import { useAddress } from "@/ui/useAddress";
import { taskQuery } from "./queries";
import { TaskComments } from "./TaskComments";
import { TaskForm } from "./TaskForm";

/** The task that the address names, over the page; `new` for one that is not made yet. */
export function TaskDialog({ campaignId }: { campaignId?: string }) {
  const [{ task: id }, address] = useAddress<{ task?: string | undefined }>();
  const close = () => address({ task: undefined });
  return (
    <Modal opened={Boolean(id)} onClose={close} title={id === "new" ? "New task" : "Task"} size={760}>
      {id === "new" ? <TaskForm campaignId={campaignId} close={close} /> : null}
      {id && id !== "new" ? <KnownTask key={id} id={id} close={close} /> : null}
    </Modal>
  );
}

function KnownTask({ id, close }: { id: string; close: () => void }) {
  const task = useQuery(taskQuery(id));
  const comments = useRef<HTMLDivElement>(null);
  return (
    <Loaded query={task} skeleton={<BoneRows count={5} />}>
      {(known) => (
        <>
          {known.comments > 0 ? (
            <Button size="compact-xs" variant="subtle" mb="xs" onClick={() => comments.current?.scrollIntoView()}>
              {counted(known.comments, "comment")}
            </Button>
          ) : null}
          <TaskForm task={known} campaignId={known.campaignId ?? undefined} close={close} />
          <div ref={comments}>
            <TaskComments task={known} />
          </div>
        </>
      )}
    </Loaded>
  );
}
