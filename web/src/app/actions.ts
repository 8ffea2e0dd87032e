import { BookOpen, Code, Command, House, Keyboard, LayoutDashboard, Search, SunMoon, Undo2 } from "lucide-react";
import type { Action } from "@/ui/actions";

export interface Screen {
  openPalette: () => void;
  openHelp: () => void;
  toggleTheme: () => void;
}

export const screenActions: Action<Screen>[] = [
  {
    name: "openPalette",
    label: "Search or run a command",
    icon: Command,
    group: "Screen",
    keys: "mod+k",
    when: () => true,
    run: (screen) => screen.openPalette(),
  },
  {
    name: "openHome",
    label: "Go home",
    icon: House,
    group: "Go to",
    keys: "g h",
    when: () => true,
    go: () => ({ to: "/" }),
  },
  {
    name: "openDashboard",
    label: "Go to the dashboard",
    icon: LayoutDashboard,
    group: "Go to",
    keys: "g v",
    when: () => true,
    go: () => ({ to: "/dashboard" }),
  },
  {
    name: "openSearch",
    label: "Go to search",
    icon: Search,
    group: "Go to",
    keys: "g q",
    when: () => true,
    go: () => ({ to: "/search" }),
  },
  {
    name: "openGuide",
    label: "Open the guide",
    icon: BookOpen,
    group: "Go to",
    keys: "g b",
    when: () => true,
    go: () => ({ to: "/guide" }),
  },
  {
    name: "openDocs",
    label: "Go to the API docs",
    icon: Code,
    group: "Go to",
    keys: "g o",
    when: () => true,
    go: () => ({ to: "/docs" }),
  },
  {
    name: "toggleTheme",
    label: "Switch between light and dark",
    icon: SunMoon,
    group: "Screen",
    keys: "t",
    when: () => true,
    run: (screen) => screen.toggleTheme(),
  },
  {
    name: "openHelp",
    label: "Keyboard shortcuts",
    icon: Keyboard,
    group: "Screen",
    keys: "?",
    when: () => true,
    run: (screen) => screen.openHelp(),
  },
];

/** What was done last, while it can be taken back. */
export const undoActions: Action<() => void>[] = [
  {
    name: "undoLast",
    label: "Undo the last change",
    icon: Undo2,
    group: "This page",
    keys: "z",
    when: () => true,
    run: (undo) => undo(),
  },
];
