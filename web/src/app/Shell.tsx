import { AppShell, Burger, useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useMatches, useRouterState } from "@tanstack/react-router";
import { Search } from "lucide-react";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import { activityPlaces } from "@/activity/actions";
import { NotificationBell } from "@/activity/NotificationBell";
import { approvalPlaces } from "@/approval/actions";
import { audiencePlaces } from "@/audience/actions";
import { campaignPlaces } from "@/campaign/actions";
import { startLive } from "@/contract/live";
import { useMe } from "@/contract/queries";
import { deliveryPlaces } from "@/delivery/actions";
import { emailPlaces } from "@/email/actions";
import { identityPlaces, switchActions } from "@/identity/actions";
import { WorkspaceSwitch } from "@/identity/WorkspaceSwitch";
import { templatePlaces } from "@/launch/actions";
import { launching } from "@/launch/sheet";
import { libraryPlaces } from "@/library/actions";
import { planningPlaces } from "@/planning/actions";
import { renderPlaces } from "@/render/actions";
import { socialPlaces } from "@/social/actions";
import { startPlaces } from "@/start/actions";
import { pick, useActions, useOffer } from "@/ui/actions";
import { Keys } from "@/ui/Bits";
import { CountdownHost } from "@/ui/countdown";
import { FixesContext } from "@/ui/fixes";
import { lastUndo } from "@/ui/lastUndo";
import { requesting } from "@/ui/requesting";
import { useActive } from "@/ui/useActive";
import { screenActions, undoActions } from "./actions";
import { fixes } from "./fixes";
import { SideNav } from "./SideNav";
import classes from "./shell.module.css";
import { Shortcuts } from "./shortcuts";
import { ThemeToggle } from "./ThemeToggle";
import { UserMenu } from "./UserMenu";

const loadPalette = () => import("./Palette").then(({ Palette: component }) => ({ default: component }));
const Palette = lazy(loadPalette);
const Overlays = lazy(() => import("./Overlays").then((m) => ({ default: m.Overlays })));
const places = [
  ...campaignPlaces,
  ...approvalPlaces,
  ...socialPlaces,
  ...audiencePlaces,
  ...libraryPlaces,
  ...planningPlaces,
  ...renderPlaces,
  ...emailPlaces,
  ...deliveryPlaces,
  ...activityPlaces,
  ...identityPlaces,
  ...startPlaces,
  ...templatePlaces,
];

export function Shell() {
  const me = useMe();
  const active = useActive();
  const queries = useQueryClient();
  const [navOpened, nav] = useDisclosure();
  const [paletteOpened, palette] = useDisclosure();
  const [helpOpened, help] = useDisclosure();
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme("light");
  const toggleTheme = useStable(() => setColorScheme(scheme === "dark" ? "light" : "dark"));
  const path = useRouterState({ select: (state) => state.location.pathname });
  const focused = useMatches({ select: (matches) => matches.some((match) => match.staticData.focused) });
  const moving = useRouterState({ select: (state) => state.status === "pending" });
  const openPalette = useStable(palette.open);
  const openHelp = useStable(help.open);
  const screen = useMemo(() => ({ openPalette, openHelp, toggleTheme }), [openPalette, openHelp, toggleTheme]);
  const ofScreen = useActions(screenActions, screen);
  const ofPlaces = useActions(places, me);
  useOffer(ofPlaces);
  const switches = useMemo(() => switchActions(me), [me]);
  useOffer(useActions(switches, me));
  useOffer(ofScreen);
  const undo = useSyncExternalStore(lastUndo.subscribe, lastUndo.get);
  useOffer(useActions(undoActions, undo));
  useEffect(() => startLive(queries), [queries]);
  // What is typed right after Ctrl K shall find the palette there.
  useEffect(() => {
    const soon = setTimeout(loadPalette, 1500);
    return () => clearTimeout(soon);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(nav.close, [path]);

  return (
    <AppShell
      header={{ height: "calc(48px + var(--message-room))" }}
      navbar={{ width: 216, breakpoint: "sm", collapsed: { mobile: !navOpened } }}
      transitionDuration={120}
      disabled={focused}
    >
      <a className={classes.skip} href="#main">
        Skip to content
      </a>
      <AppShell.Header className={classes.header}>
        <div className={classes.start}>
          <Burger
            opened={navOpened}
            onClick={nav.toggle}
            size="sm"
            lineSize={1.5}
            hiddenFrom="sm"
            aria-label={navOpened ? "Close navigation" : "Open navigation"}
          />
          <WorkspaceSwitch create={pick(ofPlaces, "createWorkspace")[0]} />
        </div>
        <div className={classes.searchCell}>
          <button type="button" className={classes.search} onClick={palette.open}>
            <Search size={15} aria-hidden />
            <span>Search or run a command…</span>
            <Keys keys="mod+k" />
          </button>
        </div>
        <div className={classes.end}>
          <ThemeToggle scheme={scheme} toggle={toggleTheme} search={palette.open} />
          <NotificationBell />
          <UserMenu
            actions={[
              ...pick(ofPlaces, "openProfile", "openSettings"),
              ...pick(ofScreen, "openHelp", "openDocs"),
              ...pick(ofPlaces, "signOut"),
            ]}
          />
        </div>
      </AppShell.Header>
      <AppShell.Navbar className={classes.nav}>
        <SideNav />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes.main} aria-busy={moving || undefined}>
        <FixesContext value={fixes}>
          <Outlet />
        </FixesContext>
      </AppShell.Main>
      <Suspense>{active ? <Overlays path={path} helpOpened={helpOpened} closeHelp={help.close} /> : null}</Suspense>
      <CountdownHost />
      <FixesContext value={fixes}>
        <Launching path={path} />
        <Requesting path={path} />
      </FixesContext>
      <Shortcuts held={paletteOpened} />
      <Suspense fallback={null}>{paletteOpened ? <Palette opened close={palette.close} /> : null}</Suspense>
    </AppShell>
  );
}

const ItemThumb = lazy(() => import("./review/faces").then((m) => ({ default: m.ItemThumb })));
const ApproveCampaign = lazy(() => import("@/approval/ApproveAll").then((m) => ({ default: m.ApproveCampaign })));
const LaunchHost = lazy(() => import("@/launch/LaunchHost").then((m) => ({ default: m.LaunchHost })));

/** The launch sheet, loaded when it is opened. */
function Launching({ path }: { path: string }) {
  const open = useSyncExternalStore(launching.subscribe, launching.get);
  // A page without this frame closes it too.
  useEffect(() => () => launching.set(undefined), []);
  return (
    <Suspense fallback={null}>
      {open ? <LaunchHost path={path} face={ItemThumb} approve={ApproveCampaign} /> : null}
    </Suspense>
  );
}

const RequestHost = lazy(() => import("@/approval/RequestHost").then((m) => ({ default: m.RequestHost })));

/** The request for approvals; it closes with its page. */
function Requesting({ path }: { path: string }) {
  const campaign = useSyncExternalStore(requesting.subscribe, requesting.get);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page closes it.
  useEffect(() => () => requesting.set(undefined), [path]);
  return <Suspense fallback={null}>{campaign ? <RequestHost key={campaign} id={campaign} /> : null}</Suspense>;
}

/** A function that stays the same while what it does follows the latest render. */
function useStable(work: () => void) {
  const latest = useRef(work);
  latest.current = work;
  return useCallback(() => latest.current(), []);
}
