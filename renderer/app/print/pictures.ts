import { useMemo, useState } from 'react';

/** Pictures by their PNG in base64, decoded by the browser; whoever asks is drawn anew when one has come. */
export const usePictures = (): ((png: string) => CanvasImageSource | null) => {
  const [arrived, setArrived] = useState(0);
  const pictures = useMemo(() => new Map<string, HTMLImageElement>(), []);
  // A new function for each picture that has come, so that what depends on it is painted again.
  return useMemo(
    () => (png) => {
      const known = pictures.get(png);
      if (known) return known.complete && known.naturalWidth > 0 ? known : null;
      const image = new Image();
      image.onload = () => setArrived((count) => count + 1);
      image.src = `data:image/png;base64,${png}`;
      pictures.set(png, image);
      return null;
    },
    [pictures, arrived],
  );
};
