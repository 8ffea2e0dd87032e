import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { fileQuery, type Rendition } from "./queries";

/** An address for bytes that only come with the token. */
export function useObjectUrl(assetId: string, rendition?: Rendition, enabled = true) {
  const file = useQuery({ ...fileQuery(assetId, rendition), enabled });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file.data) return;
    const made = URL.createObjectURL(file.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file.data]);
  return { url, type: file.data?.type, error: file.error };
}
