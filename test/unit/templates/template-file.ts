import { readdirSync, readFileSync } from 'node:fs';

export type Both = { readonly da: string; readonly en: string };
export type TemplateTask = {
  readonly key: string;
  readonly parent?: string;
  readonly name: Both;
  readonly kind?: 'milestone';
  readonly duration?: { readonly minutes: number; readonly unit: string; readonly elapsed?: boolean };
  readonly mode?: 'manual';
  readonly startOffsetDays?: number;
  readonly constraint?: { readonly type: string; readonly offsetDays: number; readonly minute: number };
  readonly stage?: string;
  readonly responsible?: string;
  readonly percentComplete?: number;
  readonly note?: Both;
};
export type TemplateLink = {
  readonly from: string;
  readonly to: string;
  readonly type: 'FS' | 'SS' | 'FF' | 'SF';
  readonly lag?: { readonly amount: number; readonly kind: 'working' | 'elapsed'; readonly unit: string };
};
export type TemplateGate = {
  readonly key: string;
  readonly name: Both;
  readonly stage: string;
  readonly task: string;
  readonly body: Both;
  readonly items: readonly { readonly kind: 'question' | 'deliverable'; readonly text: Both }[];
};
export type TemplateFile = {
  readonly id: string;
  readonly name: Both;
  readonly description: Both;
  readonly projectStart?: string;
  readonly calendar: {
    readonly name: Both;
    readonly week: readonly (readonly { readonly startMin: number; readonly endMin: number }[])[];
    readonly holidaySets: readonly ('da-public' | 'da-closing')[];
  };
  readonly parties: readonly {
    readonly key: string;
    readonly kind: string;
    readonly name: Both;
    readonly role?: Both;
  }[];
  readonly stages: readonly { readonly key: string; readonly name: Both; readonly color: number }[];
  readonly tasks: readonly TemplateTask[];
  readonly links: readonly TemplateLink[];
  readonly gates: readonly TemplateGate[];
};

const folder = new URL('../../../assets/templates/', import.meta.url);

/** Every shipped template, as its file says it. */
export const templateFiles: readonly TemplateFile[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as TemplateFile);

/** The template with that id; throws where there is none. */
export function templateById(id: string): TemplateFile {
  const found = templateFiles.find((template) => template.id === id);
  if (!found) throw new Error(`no template ${id}`);
  return found;
}
