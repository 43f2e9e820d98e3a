import type { HostBridge } from '../../src/api.ts';
import { type FakeOptions, fakeBridge } from './fake-bridge.ts';
import type { TemplateFile } from './fake-project.ts';

const templates = Object.values(
  import.meta.glob<TemplateFile>('../../assets/templates/*.json', { eager: true, import: 'default' }),
);

let bridge: HostBridge | undefined;

/** Stands in for renderer/app/bridge.ts in a page built for looking at views; the address says what it pretends. */
export const hostBridge = (): HostBridge => {
  if (bridge) return bridge;
  const asked = new URLSearchParams(location.search);
  const given = JSON.parse(asked.get('options') ?? '{}') as Partial<FakeOptions>;
  bridge = fakeBridge({ templates, ...given });
  return bridge;
};
