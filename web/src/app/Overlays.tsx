import { useMounted } from "@mantine/hooks";
import { StepUpHost } from "@/identity/StepUp";
import { AskHost } from "@/ui/AskHost";
import { BulkReportHost } from "@/ui/BulkReport";
import { CheckHost } from "./bulk/CheckHost";
import { JobHost } from "./bulk/JobHost";
import { ShortcutHelp } from "./ShortcutHelp";

interface OverlaysProps {
  path: string;
  helpOpened: boolean;
  closeHelp: () => void;
}

/** What opens over any page. */
export function Overlays({ path, helpOpened, closeHelp }: OverlaysProps) {
  // A dialog returns the focus on closing only if it was there before it opened.
  const mounted = useMounted();
  return (
    <>
      <AskHost path={path} held={!mounted} />
      <BulkReportHost />
      <StepUpHost />
      <CheckHost />
      <JobHost />
      <ShortcutHelp opened={mounted && helpOpened} close={closeHelp} />
    </>
  );
}
