import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { pageItems } from '../../../src/report/page.ts';
import { paginate } from '../../../src/report/paginate.ts';
import { paintSvg } from '../../../src/report/paint-svg.ts';
import { paperOf } from '../../../src/report/paper.ts';
import { sampleReport } from './sample-plan.ts';

describe('SVG of a page', () => {
  it('is well-formed XML with its texts as text', () => {
    const [page] = paginate(sampleReport(40, { paper: paperOf('A3') })).pages;
    const scene = { width: page!.widthPt, height: page!.heightPt, items: pageItems(page!) };
    const svg = paintSvg(scene, 'Fælles <bibliotek> & "system"');
    const texts: string[] = [];
    const parser = new SaxesParser();
    const errors: Error[] = [];
    parser.on('error', (error) => errors.push(error));
    parser.on('text', (text) => texts.push(text));
    parser.write(svg).close();
    expect(errors).toEqual([]);
    expect(texts).toContain('Fælles <bibliotek> & "system"');
    expect(texts).toContain('Databeskyttelse (§ 35)');
    expect(texts).toContain('Æskulap & Øre-integration');
    expect(svg).toContain('width="1190.55pt" height="841.89pt"');
    expect(svg).not.toMatch(/NaN|undefined/);
  });
});
