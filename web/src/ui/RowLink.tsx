import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import ui from "./ui.module.css";

/** The name of a row, which makes the whole row lead to it. */
export function RowLink({ children, ...place }: LinkProps & { children: ReactNode }) {
  return (
    <Link
      {...place}
      className={`${ui.stretch} ${ui.rowTitle}`}
      style={{ display: "block", color: "inherit", textDecoration: "none" }}
    >
      {children}
    </Link>
  );
}
