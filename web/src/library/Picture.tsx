import { useQuery } from "@tanstack/react-query";
import { ImageOff } from "lucide-react";
import { useEffect, useState } from "react";
import { readBytes } from "@/contract/api";
import classes from "./library.module.css";

/** A picture of the library; its bytes are for signed-in people, so they come with the token. */
export function Picture({ assetId, alt }: { assetId: string; alt: string }) {
  const bytes = useQuery({
    queryKey: ["asset", assetId, "file"],
    queryFn: () => readBytes(`/api/campaign-assets/${assetId}/file`),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!bytes.data) return;
    const made = URL.createObjectURL(bytes.data);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes.data]);
  if (bytes.error)
    return (
      <span className={classes.missing} role="img" aria-label={alt}>
        <ImageOff size={18} aria-hidden />
      </span>
    );
  return url ? (
    <img className={classes.picture} src={url} alt={alt} />
  ) : (
    <span className={classes.missing} aria-hidden />
  );
}
