import topology from '../../../assets/municipalities/map.topo.json';
import { type DenmarkMap, denmarkMap, type Topology } from '../../../src/commitment/denmark-map.ts';

let made: DenmarkMap | null = null;

/** The map of the municipalities, made when it is first asked for, and once. */
export const mapOfDenmark = (): DenmarkMap => {
  made ??= denmarkMap(topology as unknown as Topology);
  return made;
};
