/** Hands bytes or text to the browser's download, without any request. */
export function saveFile(fileName: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Browsers read the blob after the click has been handled.
  window.setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
