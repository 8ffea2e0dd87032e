import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import classes from "./richtext.module.css";

interface Group {
  /** Where the tools of the active text are. */
  slot: HTMLElement | null;
  active: string | undefined;
  activate: (id: string) => void;
  /** The first text of the page is active until another one is focused. */
  join: (id: string, element: HTMLElement) => () => void;
}

const GroupContext = createContext<Group | undefined>(undefined);

export const useRichTextGroup = () => useContext(GroupContext);

/** Several texts with one toolbar above them, for the one that is focused or was last. */
export function RichTextGroup({ children }: { children: ReactNode }) {
  const [slot, setSlot] = useState<HTMLElement | null>(null);
  const [members, setMembers] = useState<{ id: string; element: HTMLElement }[]>([]);
  const [chosen, activate] = useState<string>();
  const join = useCallback((id: string, element: HTMLElement) => {
    // They may be drawn in any order.
    setMembers((old) => [...old, { id, element }].sort((one, other) => (follows(one, other) ? -1 : 1)));
    return () => setMembers((old) => old.filter((one) => one.id !== id));
  }, []);
  const active = (members.find(({ id }) => id === chosen) ?? members[0])?.id;
  const group = useMemo(() => ({ slot, active, activate, join }), [slot, active, join]);
  return (
    <GroupContext value={group}>
      <div ref={setSlot} className={classes.groupTools} hidden={members.length === 0} />
      {children}
    </GroupContext>
  );
}

function follows(one: { element: HTMLElement }, other: { element: HTMLElement }) {
  return Boolean(one.element.compareDocumentPosition(other.element) & Node.DOCUMENT_POSITION_FOLLOWING);
}
