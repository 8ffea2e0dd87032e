import createClient from "openapi-fetch";
import { createContext, useContext } from "react";
import { api } from "@/contract/api";
import type { paths } from "@/contract/schema";

/** Whose monitoring the parts of this room show: that of the workspace, or of the installation for its operator. */
export interface Source {
  client: typeof api;
  /** Begins the keys of its queries. */
  of: string;
  operator: boolean;
}

const workspace: Source = { client: api, of: "workspace", operator: false };
const SourceContext = createContext(workspace);
export const SourceProvider = SourceContext.Provider;
export const useSource = () => useContext(SourceContext);

/** The token stays in the memory of this page: it is gone when the page is closed or loaded again. */
export function operatorSource(token: string): Source {
  const client = createClient<paths>({
    baseUrl: window.location.origin,
    fetch: (request: Request) => {
      request.headers.set("Authorization", `Bearer ${token}`);
      return fetch(request);
    },
  });
  return { client, of: `operator-${token.length}`, operator: true };
}
