/**
 * What a file may hold at most. A file beyond any of these is refused before it can cost memory or time; each has a test.
 */

/** Version of the envelope that this program writes and the newest that it reads. */
export const FORMAT = 1;
/** Level of what this program understands of change sets: one that declares a higher `minReader` waits for an update. */
export const READER_LEVEL = 1;

const MIB = 1024 * 1024;

/** The file as it lies on disk, decrypted. */
export const MAX_FILE_BYTES = 64 * MIB;
/** The text inside, when it has been inflated. */
export const MAX_INFLATED_BYTES = 512 * MIB;
/** One line of it, in UTF-8. */
export const MAX_LINE_BYTES = 4 * MIB;
export const MAX_OPS = 1_000_000;
/** Text in a value, in UTF-16 units. */
export const MAX_STRING = 64 * 1024;
/** Running text: a cell that is a text and nothing else. */
export const MAX_NOTE = MIB;
export const MAX_REPLICAS = 500;
export const MAX_SPACES = 200;
/** Name of a person or a project. */
export const MAX_PERSON = 500;
/** Names of entities and cells. */
export const NAME_PATTERN = /^[a-z][A-Za-z0-9]{0,63}$/;
export const COMMAND_PATTERN = /^[A-Za-z][A-Za-z0-9.-]{0,99}$/;
/** Counters that have to stay exact as numbers. */
export const MAX_COUNT = Number.MAX_SAFE_INTEGER;
/** How long a line the writer makes before it goes on in another one. */
export const LINE_GOAL_CHARS = MIB / 2;
