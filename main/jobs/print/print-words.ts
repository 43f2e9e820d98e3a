import type { PrintLabels } from '../../../src/report/print-labels.ts';
import { printLabels } from '../../../src/report/report-labels.ts';
import { type HostText, hostText } from '../../hosts/host-texts.ts';

/** The words of a print, from the catalogues in the folder of assets; each catalogue is read once. */
export const printWords = (assets: string, language: 'da' | 'en'): PrintLabels => {
  const catalogues = new Map<string, HostText>();
  return printLabels(language, (key, params) => {
    const [catalogue = '', id = ''] = key.split(/:(.*)/s);
    let text = catalogues.get(catalogue);
    if (!text) {
      text = hostText(assets, language, [catalogue]);
      catalogues.set(catalogue, text);
    }
    return text(id, params);
  });
};
