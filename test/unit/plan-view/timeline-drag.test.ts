import { describe, expect, it } from 'vitest';
import {
  type DragState,
  dragKindOf,
  endAt,
  previewOf,
  requestOf,
  snapped,
} from '../../../renderer/views/plan/timeline-drag.ts';

const DAY = 1440;
const COARSE = 12;
const FINE = 400;
const bar = { taskId: 't', startMin: 100 * DAY + 480, finishMin: 105 * DAY + 1020, milestone: false };
const drag = (over: Partial<DragState>): DragState => ({
  kind: 'move',
  bar,
  part: 'body',
  deltaMin: 0,
  pointerMin: bar.startMin,
  pointerY: 0,
  overId: null,
  overEnd: 'start',
  link: null,
  gap: null,
  ...over,
});

describe('a drag on the time line', () => {
  it.each([
    ['body', 9, 3, 'move'],
    ['body', 3, 9, 'link'],
    ['start', 9, 3, 'start'],
    ['finish', -9, 3, 'finish'],
    ['finish', 1, -9, 'link'],
    ['progress', 9, 3, 'progress'],
    ['gap', 9, 3, 'move'],
    ['gap-start', 9, 3, 'gap'],
    ['gap-finish', 3, 9, 'link'],
  ] as const)('from the %s by %i, %i is a %s', (part, dx, dy, kind) => {
    expect(dragKindOf(part, dx, dy)).toBe(kind);
  });

  it('with Alt interrupts the task, but a link is still drawn up or down', () => {
    expect(dragKindOf('body', 9, 3, true)).toBe('split');
    expect(dragKindOf('body', 3, 9, true)).toBe('link');
  });

  it.each([
    [0.4 * DAY, COARSE, bar.startMin],
    [0.6 * DAY, COARSE, bar.startMin + DAY],
    [-2.2 * DAY, COARSE, bar.startMin - 2 * DAY],
    [20, FINE, bar.startMin + 15],
    [-40, FINE, bar.startMin - 45],
  ])('by %d minutes at %d pixels a day snaps', (deltaMin, pxPerDay, expected) => {
    expect(snapped(bar.startMin, deltaMin, pxPerDay)).toBe(expected);
  });

  it('keeps the length of a bar that is moved', () => {
    const preview = previewOf(drag({ deltaMin: 3 * DAY }), COARSE);
    expect(preview).toEqual({ startMin: bar.startMin + 3 * DAY, finishMin: bar.finishMin + 3 * DAY, percent: null });
  });

  it('never turns a bar inside out', () => {
    expect(previewOf(drag({ kind: 'start', deltaMin: 99 * DAY }), COARSE).startMin).toBe(bar.finishMin);
    expect(previewOf(drag({ kind: 'finish', deltaMin: -99 * DAY }), COARSE).finishMin).toBe(bar.startMin);
  });

  it.each([
    [bar.startMin - DAY, 'start'],
    [(bar.startMin + bar.finishMin) / 2, 'start'],
    [bar.finishMin - 60, 'finish'],
    [bar.finishMin, 'finish'],
    [bar.finishMin + DAY, 'start'],
  ])('a link dropped at %d goes to the %s, the finish only on the right end of the bar', (pointerMin, end) => {
    expect(endAt(bar, pointerMin)).toBe(end);
  });

  it.each([
    [bar.startMin - DAY, 0],
    [bar.startMin, 0],
    [(bar.startMin + bar.finishMin) / 2, 50],
    [bar.finishMin + DAY, 100],
  ])('at %d shows progress in steps of five', (pointerMin, percent) => {
    expect(previewOf(drag({ kind: 'progress', pointerMin }), COARSE).percent).toBe(percent);
  });

  it.each([
    ['move', { deltaMin: DAY }, 'task.setStart', { id: 't', startMin: bar.startMin + DAY }],
    ['start', { deltaMin: DAY }, 'task.setSpan', { id: 't', startMin: bar.startMin + DAY, finishMin: bar.finishMin }],
    ['finish', { deltaMin: DAY }, 'task.setFinish', { id: 't', finishMin: bar.finishMin + DAY }],
    ['progress', { pointerMin: bar.finishMin }, 'task.setProgress', { ids: ['t'], percent: 100 }],
    ['link', { overId: 'u' }, 'link.add', { predecessorId: 't', successorId: 'u', type: 'FS' }],
    ['link', { overId: 'u', part: 'start' }, 'link.add', { predecessorId: 't', successorId: 'u', type: 'SS' }],
    ['link', { overId: 'u', overEnd: 'finish' }, 'link.add', { predecessorId: 't', successorId: 'u', type: 'FF' }],
    [
      'link',
      { overId: 'u', part: 'start', overEnd: 'finish' },
      'link.add',
      { predecessorId: 't', successorId: 'u', type: 'SF' },
    ],
    [
      'relink',
      { overId: 'u', link: { id: 'l', end: 'predecessor', type: 'FS' } },
      'link.reroute',
      { id: 'l', predecessorId: 'u' },
    ],
    [
      'relink',
      { overId: 'u', link: { id: 'l', end: 'successor', type: 'FS' } },
      'link.reroute',
      { id: 'l', successorId: 'u' },
    ],
    [
      'split',
      { pointerMin: bar.startMin + 4.2 * DAY, deltaMin: 2 * DAY },
      'task.split',
      { id: 't', fromMin: bar.startMin + 2 * DAY, toMin: bar.startMin + 4 * DAY },
    ],
    [
      'gap',
      {
        deltaMin: -DAY,
        gap: { workMin: 960, edge: 'start', fromMin: bar.startMin + 2 * DAY, toMin: bar.startMin + 3 * DAY },
      },
      'task.setBreak',
      { id: 't', workMin: 960, fromMin: bar.startMin + DAY, toMin: bar.startMin + 3 * DAY },
    ],
    [
      'gap',
      {
        deltaMin: DAY,
        gap: { workMin: 960, edge: 'finish', fromMin: bar.startMin + 2 * DAY, toMin: bar.startMin + 3 * DAY },
      },
      'task.setBreak',
      { id: 't', workMin: 960, fromMin: bar.startMin + 2 * DAY, toMin: bar.startMin + 4 * DAY },
    ],
  ] as const)('of kind %s asks for a command', (kind, over, commandId, input) => {
    expect(requestOf(drag({ kind, ...over }), COARSE)).toEqual({ commandId, input });
  });

  it.each([
    ['move', { deltaMin: 0.3 * DAY }],
    ['start', {}],
    ['finish', {}],
    ['link', {}],
    ['link', { overId: 't' }],
    ['relink', { overId: 't', link: { id: 'l', end: 'successor', type: 'FS' } }],
    ['relink', { link: { id: 'l', end: 'successor', type: 'FS' } }],
    ['split', { deltaMin: -3 * DAY }],
  ] as const)('of kind %s that changes nothing asks for nothing', (kind, over) => {
    expect(requestOf(drag({ kind, ...over }), COARSE)).toBeNull();
  });
});
