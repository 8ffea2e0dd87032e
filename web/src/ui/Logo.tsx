export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden focusable="false">
      <rect width="24" height="24" rx="6" fill="var(--mantine-color-iris-6)" />
      <path fill="#fff" d="M4 8.4h8.2v1.9H4zM13 7l6.6-2.6v9.9L13 11.7zM5.6 11.2h5v7.4l-2.5-1.7-2.5 1.7z" />
    </svg>
  );
}
