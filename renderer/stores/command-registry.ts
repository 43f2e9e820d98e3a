import type { AnyCommand } from '../../src/model/command.ts';
import type { Menus, Surface } from '../../src/model/menus.ts';
import type { AppStore } from './app-store.ts';

/** A command as the window offers it, whether it changes the plan or only the window. The title is `commands:<id>`. */
export interface UiCommand {
  readonly id: string;
  /** Keys such as `Mod+Shift+K`; the first is the one that is shown. */
  readonly shortcuts: readonly string[];
  readonly enabled: () => boolean;
  /** Present where the command switches something on and off. */
  readonly checked?: () => boolean;
  /** The host or browser itself carries the keys out (copy and paste in text); they are only shown. */
  readonly nativeKeys?: boolean;
  /** Keys work in the plan view only: they would surprise elsewhere. */
  readonly planKeys?: boolean;
  readonly run: () => void;
}

/** Every command of the window: what menu, toolbar, palette, shortcut list and context menu are made from. */
export class CommandRegistry {
  readonly list: readonly UiCommand[];
  private readonly byId: ReadonlyMap<string, UiCommand>;

  private readonly menus: Menus;

  constructor(list: readonly UiCommand[], menus: Menus) {
    this.list = list;
    this.menus = menus;
    this.byId = new Map(list.map((command) => [command.id, command]));
  }

  get(id: string): UiCommand | undefined {
    return this.byId.get(id);
  }

  /** The commands of a menu or toolbar, in its groups. */
  on(surface: Surface): readonly (readonly UiCommand[])[] {
    return this.menus[surface].map((group) => group.flatMap((id) => this.byId.get(id) ?? []));
  }

  /** Runs a command by id where it applies; says whether it did. */
  run(id: string): boolean {
    const command = this.byId.get(id);
    if (!command?.enabled()) return false;
    command.run();
    return true;
  }
}

/**
 * The commands of the plan as the window offers them. A command takes its input from the selection; `forms` are the
 * dialogs of those that need more than that. Commands with neither are for views to call with an input of their own.
 */
export const planCommandsFor = (
  app: AppStore,
  commands: readonly AnyCommand[],
  forms: Readonly<Record<string, () => void>>,
): UiCommand[] =>
  commands
    .filter((command) => command.inputFrom || forms[command.id])
    .map((command) => ({
      id: command.id,
      shortcuts: [...(command.shortcut ? [command.shortcut] : []), ...(command.alsoKeys ?? [])],
      planKeys: true,
      enabled: () => inputOf(app, command) !== null || (forms[command.id] !== undefined && isAtHand(app, command)),
      run: () => {
        const form = forms[command.id];
        if (form) return form();
        const input = inputOf(app, command);
        if (input === null) return;
        app.show('plan');
        void app.project?.carryOut(command.id, input);
      },
    }));

/** Whether there is what a form is about: a project, and for what is done to a task (not what adds one) one that is chosen. */
const isAtHand = ({ project }: AppStore, { id }: AnyCommand): boolean => {
  const isAboutTask = id.startsWith('task.') && !id.startsWith('task.add');
  return project !== null && (!isAboutTask || project.selection.current !== null);
};

const inputOf = (app: AppStore, command: AnyCommand): unknown => {
  const { project } = app;
  if (!project || !command.inputFrom) return null;
  return command.inputFrom(project.plan.asPlan(), project.selection.asSelection());
};
