import { describe, expect, test, vi } from 'vitest';
import { callGate, MAX_INPUT_CHARS } from '../../../main/hosts/call-gate.ts';
import type { Log } from '../../../main/hosts/log-file.ts';
import type { Call } from '../../../src/api.ts';
import { ok } from '../../../src/result.ts';

const silent: Log = { note: () => {}, fault: () => 'f1' };

const gateOver = (call: (name: string, input: unknown) => Promise<unknown>) => callGate(call as Call, silent);

describe('the door to the service', () => {
  test.each<[string, unknown, unknown, object]>([
    ['an unknown call', 'app.nothing', '{}', { id: 'call.unknown', params: {} }],
    ['a name of every object', 'constructor', '{}', { id: 'call.unknown', params: {} }],
    ['a name that is no text', 7, '{}', { id: 'call.unknown', params: {} }],
    ['an input that is no text', 'app.state', {}, { id: 'call.invalid', params: { call: 'app.state', at: '' } }],
    ['no JSON', 'app.state', '{', { id: 'call.invalid', params: { call: 'app.state', at: '' } }],
    ['null', 'app.state', 'null', { id: 'call.invalid', params: { call: 'app.state', at: '' } }],
    [
      'a cell that is not asked for',
      'app.state',
      '{"a":1}',
      { id: 'call.invalid', params: { call: 'app.state', at: 'a' } },
    ],
    [
      'a wrong cell',
      'settings.set',
      '{"language":"de"}',
      { id: 'call.invalid', params: { call: 'settings.set', at: 'language' } },
    ],
    [
      'a text that is too long',
      'layout.set',
      ' '.repeat(MAX_INPUT_CHARS + 1),
      { id: 'call.too-large', params: { call: 'layout.set' } },
    ],
  ])('refuses %s', async (_what, name, input, error) => {
    const call = vi.fn(async () => ok(null));
    expect(JSON.parse(await gateOver(call)(name, input))).toEqual({ ok: false, error });
    expect(call).not.toHaveBeenCalled();
  });

  test('hands the checked input on and the answer back', async () => {
    const call = vi.fn(async () => ok({ language: 'en' }));
    const answer = await gateOver(call)('settings.set', '{"language":"en","person":"  Åse  "}');
    expect(call).toHaveBeenCalledWith('settings.set', { language: 'en', person: 'Åse' });
    expect(JSON.parse(answer)).toEqual(ok({ language: 'en' }));
  });

  test('answers a fault in the service by its id in the log', async () => {
    const answer = await gateOver(async () => {
      throw new Error('broken');
    })('app.state', '{}');
    expect(JSON.parse(answer)).toEqual({
      ok: false,
      error: { id: 'call.fault', params: { call: 'app.state', fault: 'f1' } },
    });
  });
});
