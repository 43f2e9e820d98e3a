import { err, ok, type Result } from '../../result.ts';
import type { ImportError } from '../import-error.ts';
import { newFile } from './entries.ts';
import { projectBranch } from './file-fields.ts';
import { MSPDI_LIMITS, type MspdiLimits } from './limits.ts';
import type { MspdiFile } from './parsed.ts';
import { type XmlReader, xmlReader } from './xml-reader.ts';

const NAMESPACE = 'http://schemas.microsoft.com/project';

/**
 * A reader of Microsoft Project XML, fed with pieces of text. Refuses what is not well-formed, has a DOCTYPE, exceeds the
 * limits or is not a project; every error says line, column and element path. Values that cannot be read and are not
 * needed are passed over and counted.
 */
export const mspdiReader = (limits: MspdiLimits = MSPDI_LIMITS): XmlReader<MspdiFile> => {
  const file = newFile();
  let namespaced = false;
  const reader = xmlReader(
    projectBranch(file, limits),
    (name, namespace) => {
      namespaced = namespace === NAMESPACE || namespace.startsWith(`${NAMESPACE}/`);
      return name === 'Project' && (namespaced || namespace === '');
    },
    limits,
  );
  return {
    write: reader.write,
    end: () => {
      const read = reader.end();
      if (!read.ok) return read;
      // Other programs call their outermost element Project too.
      if (!namespaced && !file.hasTasks)
        return err({ id: 'import.not-msproject', params: { line: 1, column: 1, path: 'Project', element: 'Project' } });
      return ok(file);
    },
  };
};

/** Reads a whole text at once; for texts that are in memory anyway. */
export const parseMspdi = (text: string, limits: MspdiLimits = MSPDI_LIMITS): Result<MspdiFile, ImportError> => {
  const reader = mspdiReader(limits);
  const written = reader.write(text);
  return written.ok ? reader.end() : written;
};
