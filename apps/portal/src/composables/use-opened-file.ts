import { onBeforeUnmount, ref } from 'vue';
import { useIntent } from './use-intent';

/** A file that was handed in, opened again: a picture is shown on the page, anything else is saved by the browser. */
export function useOpenedFile(fetchFile: (file: { id: string }) => Promise<Blob>) {
  const opening = useIntent();
  const shown = ref<{ name: string; url: string }>();

  async function open(file: { id: string; name: string }): Promise<void> {
    const blob = await opening.send(file.id, () => fetchFile(file));
    if (!blob) return;
    const url = URL.createObjectURL(blob);
    if (blob.type.startsWith('image/')) shown.value = { name: file.name, url };
    else save(file.name, url);
  }

  function save(name: string, url: string): void {
    const link = Object.assign(document.createElement('a'), { href: url, download: name });
    link.click();
    URL.revokeObjectURL(url);
  }

  function close(): void {
    if (shown.value) URL.revokeObjectURL(shown.value.url);
    shown.value = undefined;
  }
  onBeforeUnmount(close);

  return { open, close, shown, problem: opening.problem };
}
