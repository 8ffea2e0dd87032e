import { Modal } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { BoneRows, Loaded } from "@/ui/States";
import { useAddress } from "@/ui/useAddress";
import { taskQuery } from "./queries";
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
  return (
    <Loaded query={task} skeleton={<BoneRows count={5} />}>
      {(known) => <TaskForm task={known} campaignId={known.campaignId ?? undefined} close={close} />}
    </Loaded>
  );
}
