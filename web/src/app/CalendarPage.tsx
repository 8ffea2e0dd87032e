import { Page } from "@/ui/Page";
import { PlanningCalendar, preloadCalendar } from "./PlanningCalendar";

export const preload = () => preloadCalendar().catch(() => undefined);

/** All that is planned and all that went out, over all campaigns. */
export function CalendarPage() {
  return (
    <Page title="Calendar" lead="Everything scheduled and sent, across all campaigns.">
      <PlanningCalendar />
    </Page>
  );
}
