import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Menus, SURFACES } from '../../src/model/menus.ts';
import type { MenuCommand } from './menu.ts';

const commandsSchema = v.array(v.object({ id: v.string(), shortcut: v.optional(v.string()) }));
const groupsSchema = v.array(v.array(v.string()));
const menusSchema = v.object(v.entriesFromList(SURFACES, groupsSchema));

const listIn = (assets: string, file: string): unknown =>
  JSON.parse(readFileSync(join(assets, 'commands', file), 'utf8'));

/**
 * The commands that concern a window rather than a plan (import, print, zoom, undo). The list lies in assets because the
 * windows and the menu bar both read it, and neither may import the other.
 */
export const windowCommands = (assets: string): readonly MenuCommand[] =>
  v.parse(commandsSchema, listIn(assets, 'window-commands.json'));

/** Which commands stand in which menu, in what order and groups; of commands of the plan and of the window alike. */
export const menusIn = (assets: string): Menus => v.parse(menusSchema, listIn(assets, 'menus.json'));
