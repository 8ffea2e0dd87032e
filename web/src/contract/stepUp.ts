import type { Problem } from "./types";

/** Asks the person to confirm that it's them; resolves with true once they have, and with false if they would rather not. */
type Ask = () => Promise<boolean>;

let ask: Ask | undefined;
let asking: Promise<boolean> | undefined;

/** The dialog that asks, while it is on the page. */
export function offerStepUp(dialog: Ask) {
  ask = dialog;
  return () => {
    if (ask === dialog) ask = undefined;
  };
}

/** Several requests that need it at once ask once. */
export function stepUp(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => {
    asking = undefined;
  });
  return asking;
}

export async function needsStepUp(response: Response) {
  if (response.status !== 403) return false;
  const problem: Problem | undefined = await response
    .clone()
    .json()
    .catch(() => undefined);
  return problem?.code === "reauthentication_required";
}
