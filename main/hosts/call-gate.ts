import * as v from 'valibot';
import { type Call, type CallError, callInputs, isCallName } from '../../src/api.ts';
import { err } from '../../src/result.ts';
import type { Log } from './log-file.ts';

/** Longest input of one call, in characters: a pasted plan of many thousand rows fits, a flood does not. */
export const MAX_INPUT_CHARS = 16_000_000;

const refused = (id: string, params: CallError['params'] = {}): string => JSON.stringify(err({ id, params }));

const parse = (text: string): { readonly value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

/** The place of the first wrong value, as `options.paper`; empty when the input as a whole is wrong. */
const placeOf = (issues: readonly v.BaseIssue<unknown>[]): string => {
  const first = issues[0];
  return (first && v.getDotPath(first)) ?? '';
};

/**
 * The one door through which windows reach the service, whatever the host: it refuses unknown calls, texts that are too
 * long or not JSON, and inputs that the schema in src/api.ts does not allow. Takes and gives JSON text. Never rejects: a
 * fault in the service is logged and answered by its id.
 */
export const callGate =
  (call: Call, log: Log) =>
  async (name: unknown, inputText: unknown): Promise<string> => {
    if (typeof name !== 'string' || !isCallName(name)) return refused('call.unknown');
    if (typeof inputText !== 'string') return refused('call.invalid', { call: name, at: '' });
    if (inputText.length > MAX_INPUT_CHARS) return refused('call.too-large', { call: name });
    const input = parse(inputText);
    if (input === null) return refused('call.invalid', { call: name, at: '' });
    const checked = v.safeParse(callInputs[name] as v.GenericSchema, input.value);
    if (!checked.success) return refused('call.invalid', { call: name, at: placeOf(checked.issues) });
    try {
      return JSON.stringify(await call(name, checked.output as never));
    } catch (error) {
      return refused('call.fault', { call: name, fault: log.fault(name, error) });
    }
  };
