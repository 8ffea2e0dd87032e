import { useMediaQuery } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { useEffect } from "react";
import classes from "./toaster.module.css";

/** Where the messages appear: beside the page, away from the titles and buttons of dialogs. In a file of its own, so that only its code is loaded with the first of them. */
export function Toaster() {
  const phone = useMediaQuery("(max-width: 48em)") ?? false;
  useEffect(makeRoom, []);
  return (
    <Notifications
      className={classes.toaster}
      position={phone ? "top-center" : "bottom-left"}
      containerWidth={phone ? 440 : 320}
      limit={4}
      autoClose={5000}
      withinPortal={false}
    />
  );
}

/** A phone has no free space beside its controls: the page moves down by the height of the messages. */
function makeRoom() {
  const shown = document.querySelector(`.${classes.toaster}[data-position="top-center"]`);
  if (!shown || typeof ResizeObserver === "undefined") return undefined;
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => style.setProperty("--toasts", `${shown.clientHeight}px`));
  observer.observe(shown);
  return () => {
    observer.disconnect();
    style.removeProperty("--toasts");
  };
}
