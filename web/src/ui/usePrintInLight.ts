import { useEffect } from "react";

/** Paper is light: dark colors are set aside while the page is printed. */
export function usePrintInLight() {
  useEffect(() => {
    const root = document.documentElement;
    let before: string | null = null;
    const onBefore = () => {
      before = root.getAttribute("data-mantine-color-scheme");
      root.setAttribute("data-mantine-color-scheme", "light");
    };
    const onAfter = () => {
      if (before) root.setAttribute("data-mantine-color-scheme", before);
    };
    window.addEventListener("beforeprint", onBefore);
    window.addEventListener("afterprint", onAfter);
    return () => {
      window.removeEventListener("beforeprint", onBefore);
      window.removeEventListener("afterprint", onAfter);
    };
  }, []);
}
