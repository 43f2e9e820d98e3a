import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { MenuCommand } from './menu.ts';

const SURFACES = [
  'menu-file',
  'menu-edit',
  'menu-insert',
  'menu-task',
  'menu-view',
  'toolbar',
  'context',
  'context-column',
] as const;

const schema = v.array(
  v.object({ id: v.string(), shortcut: v.optional(v.string()), surfaces: v.array(v.picklist(SURFACES)) }),
);

/**
 * The commands that concern a window rather than a plan (import, print, zoom, undo). The list lies in assets because the
 * windows and the menu bar both read it, and neither may import the other.
 */
export const windowCommands = (assets: string): readonly MenuCommand[] =>
  v.parse(schema, JSON.parse(readFileSync(join(assets, 'commands', 'window-commands.json'), 'utf8')));
