import { Button } from '@mantine/core';
import { useUrls } from './use-urls.ts';

interface UrlButtonProps {
  readonly label: string;
  readonly size?: 'xs' | 'sm' | 'md';
}

/** Opens the dialog for presigned URLs. */
export function UrlButton({ label, size = 'sm' }: UrlButtonProps) {
  const { open } = useUrls();
  return (
    <Button size={size} variant="default" onClick={open}>
      {label}
    </Button>
  );
}
