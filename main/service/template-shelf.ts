import type { TemplateSummary } from '../../src/api.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { MachineValues } from '../store/machine-values.ts';
import { summaryOf } from './template.ts';
import { templateFrom } from './template-from-plan.ts';
import { parseTemplate, type Template } from './template-schema.ts';

/** Templates to begin a project from: those that are shipped, and those saved on this computer. */
export interface TemplateShelf {
  readonly list: (machine: MachineValues | null) => readonly TemplateSummary[];
  readonly find: (machine: MachineValues, id: string) => Template | null;
  readonly save: (machine: MachineValues, plan: Plan, name: string, id: string) => TemplateSummary;
  /** False if there is no own template of that id; shipped ones stay. */
  readonly remove: (machine: MachineValues, id: string) => boolean;
}

/** Shipped templates are read once, when first asked for. One that is broken is reported and left out. */
export const templateShelf = (
  load: () => readonly unknown[],
  report: (what: string, error: unknown) => void,
): TemplateShelf => {
  let shipped: readonly Template[] | null = null;
  const parseAll = (values: readonly unknown[]): Template[] =>
    values.flatMap((value) => {
      const parsed = parseTemplate(value);
      if (!parsed.ok) report('template', parsed.error);
      return parsed.ok ? [parsed.value] : [];
    });
  const shippedOnes = (): readonly Template[] => {
    shipped ??= parseAll(load());
    return shipped;
  };
  const own = (machine: MachineValues): Template[] =>
    parseAll(machine.all('own_template').map((text) => JSON.parse(text) as unknown));
  return {
    list: (machine) => [
      ...shippedOnes().map((template) => summaryOf(template, false)),
      ...(machine ? own(machine) : []).map((template) => summaryOf(template, true)),
    ],
    find: (machine, id) =>
      shippedOnes().find((template) => template.id === id) ??
      own(machine).find((template) => template.id === id) ??
      null,
    save: (machine, plan, name, id) => {
      const template = templateFrom(plan, id, name);
      machine.put('own_template', id, JSON.stringify(template));
      return summaryOf(template, true);
    },
    remove: (machine, id) => machine.remove('own_template', id),
  };
};
