import type { PrintLabels } from '../../../src/report/print-labels.ts';
import { printLabels } from '../../../src/report/report-labels.ts';
import { catalogueText } from '../../hosts/host-texts.ts';

/** The words of a print, from the catalogues in the folder of assets. */
export const printWords = (assets: string, language: 'da' | 'en'): PrintLabels =>
  printLabels(language, catalogueText(assets, language));
