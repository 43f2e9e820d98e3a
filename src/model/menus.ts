/** Where commands are offered besides the palette and the shortcut list, which hold every command. */
export const SURFACES = [
  'menu-file',
  'menu-edit',
  'menu-insert',
  'menu-task',
  'menu-view',
  'menu-go',
  'toolbar',
  'context',
  'context-column',
] as const;

export type Surface = (typeof SURFACES)[number];

/** Ids of the commands of each menu and toolbar, in order and in groups, which a line divides; see `assets/commands/menus.json`. */
export type Menus = Readonly<Record<Surface, readonly (readonly string[])[]>>;
