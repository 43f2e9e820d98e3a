/** What a command of the window does; id and keys are in `assets/commands/window-commands.json`, which hosts read too. */
export interface Behaviour {
  readonly run: () => void;
  readonly enabled?: () => boolean;
  readonly checked?: () => boolean;
}

export type Behaviours = Readonly<Record<string, Behaviour>>;
