import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NoticeStore } from '../../../renderer/stores/notice-store.ts';
import { ProjectSession } from '../../../renderer/stores/project-session.ts';
import { PlanSurfaceStore } from '../../../renderer/views/plan/plan-surface-store.ts';
import { dayNumberOf } from '../../../src/time/day.ts';
import { fakeBridge } from '../../fake-host/fake-bridge.ts';
import type { TemplateFile } from '../../fake-host/fake-project.ts';

/** Monday 4 January 2027, 8 o'clock: the first minute of work of the small plan. */
export const START_MIN = dayNumberOf(2027, 1, 4) * 1440 + 480;
export const TODAY = dayNumberOf(2027, 1, 4);

const shipped = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../assets/templates/tender-plain.json'), 'utf8'),
) as TemplateFile;

const named = (name: string) => ({ da: name, en: name });
const days = (count: number) => ({ minutes: count * 480, unit: 'day' });

/**
 * A small plan:
 *
 * 1 Fase (1.1 Alfa 5d; 1.2 Beta 2d after Alfa; 1.3 Gate, milestone after Beta)
 * 2 Gamma 3d after 1.2
 * 3 Delta 1d
 */
const template: TemplateFile = {
  ...shipped,
  id: 'small',
  parties: [],
  stages: [],
  gates: [],
  tasks: [
    { key: 'fase', name: named('Fase') },
    { key: 'alfa', parent: 'fase', name: named('Alfa'), duration: days(5) },
    { key: 'beta', parent: 'fase', name: named('Beta'), duration: days(2) },
    { key: 'gate', parent: 'fase', name: named('Gate'), kind: 'milestone' },
    { key: 'gamma', name: named('Gamma'), duration: days(3) },
    { key: 'delta', name: named('Delta'), duration: days(1) },
  ],
  links: [
    { from: 'alfa', to: 'beta', type: 'FS' },
    { from: 'beta', to: 'gate', type: 'FS' },
    { from: 'beta', to: 'gamma', type: 'FS' },
  ],
};

/** The small plan, open in a window without a screen. */
export const openSession = async (): Promise<{ session: ProjectSession; surface: PlanSurfaceStore }> => {
  const bridge = fakeBridge({
    templates: [template],
    nowMs: START_MIN * 60_000,
    projects: [{ template: 'small', name: 'Lille plan', startMin: START_MIN }],
  });
  const snapshot = await bridge.call('project.open', { projectId: 'project-1' });
  if (!snapshot.ok) throw new Error(snapshot.error.id);
  const env = { nowMs: () => START_MIN * 60_000, todayDay: () => TODAY, later: () => {} };
  const keeper = { keep: () => {}, keepNow: () => {}, recall: async () => null };
  const session = new ProjectSession(snapshot.value, bridge.call, env, new NoticeStore(env.later), keeper);
  bridge.onEvent((event) => {
    if (event.event === 'changes') session.plan.patch(event);
  });
  const surface = new PlanSurfaceStore(session, env.nowMs);
  surface.setSize(400, 280);
  return { session, surface };
};
