import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areaTowards, denmarkMap, pathOf, type Topology } from '../../../src/commitment/denmark-map.ts';
import { SHIPPED_MUNICIPALITIES } from '../../../src/model/municipalities.ts';

const topology = JSON.parse(
  readFileSync(new URL('../../../assets/municipalities/map.topo.json', import.meta.url), 'utf8'),
) as Topology;
const map = denmarkMap(topology);
const area = (name: string) => {
  const { code } = SHIPPED_MUNICIPALITIES.find((one) => one.name === name)!;
  return map.areas.find((one) => one.code === code)!;
};

describe('the map of Denmark', () => {
  it('has an area for each of the 98 municipalities', () => {
    expect(map.areas.map(({ code }) => code).sort()).toEqual(SHIPPED_MUNICIPALITIES.map(({ code }) => code).sort());
    for (const { rings } of map.areas) for (const ring of rings) expect(ring.length).toBeGreaterThanOrEqual(6);
  });

  it('lies within its frame, Bornholm in the inset', () => {
    for (const { code, rings } of map.areas)
      for (const ring of rings)
        for (let i = 0; i < ring.length; i += 2) {
          const [x, y] = [ring[i]!, ring[i + 1]!];
          const { inset } = map;
          const box = code === '400' ? inset : { x: 0, y: 0, width: map.width, height: map.height };
          expect(
            x >= box.x - 0.1 && x <= box.x + box.width + 0.1 && y >= box.y - 0.1 && y <= box.y + box.height + 0.1,
          ).toBe(true);
        }
  });

  it('is the right way up: Frederikshavn north of Aarhus, Esbjerg west of København, Frederiksberg painted over København', () => {
    expect(area('Frederikshavn').centreY).toBeLessThan(area('Aarhus').centreY);
    expect(area('Esbjerg').centreX).toBeLessThan(area('København').centreX);
    expect(map.areas.indexOf(area('Frederiksberg'))).toBeGreaterThan(map.areas.indexOf(area('København')));
    expect(area('Ringkøbing-Skjern').size).toBeGreaterThan(area('Fanø').size);
  });

  it('leads by arrows from anywhere to everywhere', () => {
    const seen = new Set(['751']);
    const queue = ['751'];
    for (let code = queue.pop(); code !== undefined; code = queue.pop())
      for (const direction of ['up', 'down', 'left', 'right'] as const) {
        const next = areaTowards(map, code, direction);
        if (next === undefined || seen.has(next)) continue;
        seen.add(next);
        queue.push(next);
      }
    expect(seen.size).toBe(98);
  });

  it('gives closed paths', () => {
    expect(pathOf(area('Læsø'))).toMatch(/^M[\d.]+ [\d.]+(L[\d.]+ [\d.]+)+Z/);
  });
});
