import { Button, FileButton, Group, Text } from "@mantine/core";
import { ImagePlus } from "lucide-react";
import { uploadAsset } from "@/contract/api";
import { FormProblem } from "@/ui/States";
import { useWrite } from "@/ui/useWrite";
import type { LogoPicture } from "./BrandKit";
import classes from "./brandKit.module.css";

interface LogoFieldProps {
  value: string | null;
  picture: LogoPicture;
  readOnly: boolean;
  onChange: (assetId: string | null) => void;
}

export function LogoField({ value, picture, readOnly, onChange }: LogoFieldProps) {
  const upload = useWrite({
    run: (file: File) => uploadAsset(file, true),
    onDone: (asset) => onChange(asset.duplicateOf ?? asset.id),
  });
  return (
    <div>
      <Text fw={500} mb={4}>
        Logo
      </Text>
      <Group gap="sm">
        <span className={classes.logo} data-empty={value ? undefined : true}>
          {value ? picture(value, "Logo") : <ImagePlus size={20} aria-hidden />}
        </span>
        {readOnly ? null : (
          <>
            <FileButton
              accept="image/png,image/jpeg,image/webp,image/gif"
              onChange={(file) => file && upload.mutate(file)}
            >
              {({ onClick }) => (
                <Button
                  size="xs"
                  variant="default"
                  leftSection={<ImagePlus size={14} aria-hidden />}
                  loading={upload.isPending}
                  onClick={onClick}
                >
                  {value ? "Replace logo" : "Upload logo"}
                </Button>
              )}
            </FileButton>
            {value ? (
              <Button size="xs" variant="subtle" color="gray" onClick={() => onChange(null)}>
                Remove logo
              </Button>
            ) : null}
          </>
        )}
      </Group>
      <FormProblem error={upload.error} />
    </div>
  );
}
