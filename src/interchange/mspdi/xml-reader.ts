import { SaxesParser } from 'saxes';
import { err, ok, type Result } from '../../result.ts';
import type { ImportError } from '../import-error.ts';

/** What a hostile or broken file may not exceed. */
export interface XmlLimits {
  readonly depth: number;
  /** Characters of the whole file. */
  readonly characters: number;
  /** Characters of one text, one tag, one comment. */
  readonly textLength: number;
  /** How often an element that is counted may occur, all of its kind in the file together. */
  readonly elements: number;
}

/** Where the reader stands; handed to whoever takes a value. */
export interface Place {
  /** The elements from the outermost one inwards, with slashes between. */
  readonly path: () => string;
  /** Gives up the whole file: the value is needed and cannot be used. */
  readonly refuse: (value: string) => never;
  /** Gives up the whole file: there are more of the present element than `limit`. */
  readonly tooMany: (limit: number) => never;
}

/** An element whose text is taken. */
export interface Leaf<P> {
  readonly take: (parent: P, text: string, place: Place) => void;
}

/** An element that holds others. */
export interface Branch<P, T> {
  readonly open: (parent: P, place: Place) => T;
  readonly children: Fields<T>;
  readonly close?: (parent: P, entry: T, place: Place) => void;
}

/** The elements that matter below another, by local name; all others are passed over with everything in them. */
export type Fields<T> = ReadonlyMap<string, Element<T>>;
export type Element<P> = Leaf<P> | Branch<P, never>;

/** Makes a branch a member of a field table; what its parts hold is known only inside. */
export const branch = <P, T>(made: Branch<P, T>): Element<P> => made as unknown as Element<P>;

/** A field table from an object literal. */
export const fields = <T>(table: Readonly<Record<string, Element<T>>>): Fields<T> => new Map(Object.entries(table));

/** Takes a file's text piece by piece. After an error every further call gives that error again. */
export interface XmlReader<T> {
  readonly write: (chunk: string) => Result<null, ImportError>;
  /** The root's entry, when the file is complete. */
  readonly end: () => Result<T, ImportError>;
}

interface Frame {
  readonly name: string;
  readonly entry: unknown;
  readonly branch: Branch<unknown, unknown>;
}

/** Thrown through the parser to stop it at once; never leaves this file. */
class Stop extends Error {
  readonly error: ImportError;
  constructor(error: ImportError) {
    super(error.id);
    this.error = error;
  }
}

const localName = (name: string): string => {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
};

/** An ampersand that begins no reference, the most usual fault in files that other programs wrote. */
const BARE_AMPERSAND = /&(?!#?[A-Za-z0-9]{1,16};)/;

/**
 * A streaming, bounded, non-recursive reader of XML into entries, by tables of the elements that matter. Entities are
 * never expanded and a DOCTYPE is refused. `isRoot` says by local name and namespace whether the file is of the right kind.
 */
export const xmlReader = <T>(
  root: Branch<null, T>,
  isRoot: (name: string, namespace: string) => boolean,
  limits: XmlLimits,
): XmlReader<T> => {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const names: string[] = [];
  const frames: Frame[] = [];
  let failure: ImportError | null = null;
  let ending = false;
  let characters = 0;
  let lastEventAt = 0;
  let piece = '';
  let leaf: Leaf<unknown> | null = null;
  let text = '';
  let result: T | undefined;

  const path = () => names.join('/');
  const stop = (id: ImportError['id'], params: ImportError['params'] = {}): never => {
    throw new Stop({ id, params: { line: parser.line, column: parser.column + 1, path: path(), ...params } });
  };
  /** Where the parser fails for want of a semicolon, long after the ampersand: the line of the ampersand, else null. */
  const bareAmpersandLine = (): number | null => {
    const pieceAt = characters - piece.length;
    const gap = piece.slice(Math.max(0, lastEventAt - pieceAt), Math.max(0, parser.position - pieceAt));
    const at = gap.search(BARE_AMPERSAND);
    return at < 0 ? null : parser.line - (gap.slice(at).split('\n').length - 1);
  };
  const place: Place = {
    path,
    refuse: (value) => stop('import.bad-value', { value: value.slice(0, 100) }),
    tooMany: (limit) => stop('import.too-many', { element: names[names.length - 1] ?? '', limit }),
  };
  const takeText = (more: string): void => {
    lastEventAt = parser.position;
    if (leaf === null) return;
    text += more;
    if (text.length > limits.textLength) stop('import.text-too-long', { limit: limits.textLength });
  };

  const openRoot = (name: string, attributes: Readonly<Record<string, string>>): void => {
    const colon = name.indexOf(':');
    const namespace = attributes[colon < 0 ? 'xmlns' : `xmlns:${name.slice(0, colon)}`] ?? '';
    if (!isRoot(localName(name), namespace)) stop('import.not-msproject', { element: name.slice(0, 100) });
    frames.push({ name, entry: root.open(null, place), branch: root as unknown as Branch<unknown, unknown> });
  };

  // Six listeners and no more: from eight on, V8 keeps the parser as a dictionary, and reading takes five times as long.
  parser.on('error', (error) => {
    const detail = error.message.replace(/^\d+:\d+: /, '');
    const line = bareAmpersandLine();
    stop(ending && line === null ? 'import.truncated' : 'import.not-xml', { detail, ...(line !== null && { line }) });
  });
  parser.on('doctype', () => stop('import.doctype'));
  parser.on('text', takeText);
  parser.on('cdata', takeText);
  parser.on('opentag', (tag) => {
    lastEventAt = parser.position;
    const name = localName(tag.name);
    names.push(name);
    if (names.length > limits.depth) stop('import.too-deep', { limit: limits.depth });
    if (names.length === 1) return openRoot(tag.name, tag.attributes);
    // An element is of interest only if the one around it is the innermost open entry.
    if (frames.length !== names.length - 1 || leaf !== null) return;
    const frame = frames[frames.length - 1]!;
    const element = frame.branch.children.get(name) as Element<unknown> | undefined;
    if (element === undefined) return;
    if ('take' in element) {
      leaf = element;
      text = '';
      return;
    }
    const inner = element as unknown as Branch<unknown, unknown>;
    frames.push({ name, entry: inner.open(frame.entry, place), branch: inner });
  });
  parser.on('closetag', () => {
    lastEventAt = parser.position;
    if (leaf !== null && frames.length === names.length - 1) {
      leaf.take(frames[frames.length - 1]!.entry, text, place);
      leaf = null;
      text = '';
    } else if (frames.length === names.length) {
      const frame = frames.pop()!;
      const parent = frames[frames.length - 1]?.entry ?? null;
      frame.branch.close?.(parent, frame.entry, place);
      if (frames.length === 0) result = frame.entry as T;
    }
    names.pop();
  });

  const guarded = (act: () => void): Result<null, ImportError> => {
    if (failure) return err(failure);
    try {
      act();
      return ok(null);
    } catch (thrown) {
      if (!(thrown instanceof Stop)) throw thrown;
      failure = thrown.error;
      return err(failure);
    }
  };

  return {
    write: (chunk) =>
      guarded(() => {
        if (chunk === '') return;
        characters += chunk.length;
        piece = chunk;
        if (characters > limits.characters) stop('import.too-large', { limit: limits.characters });
        parser.write(chunk);
        // The parser gathers tags and comments before it tells of them.
        if (parser.position - lastEventAt > limits.textLength)
          stop('import.text-too-long', { limit: limits.textLength });
      }),
    end: () => {
      const ended = guarded(() => {
        ending = true;
        parser.close();
      });
      return ended.ok ? ok(result as T) : ended;
    },
  };
};
