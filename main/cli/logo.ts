import { productWith } from './find-project.ts';
import { at, done, type Verb } from './verb.ts';

/** Puts a picture into a project as the logo of its prints; without a file, takes it out. */
const logo: Verb = {
  name: 'logo',
  usage: { positions: ['PROJECT', 'FILE?'], options: {}, flags: [] },
  run: async ({ positions: [name, file] }, context) => {
    const found = await productWith(context, name!);
    if (!found.ok) return found;
    const { product, project } = found.value;
    let picture = '';
    if (file !== undefined) {
      const token = product.hold(file);
      if (!token.ok) return token;
      const read = await product.call('logo.read', { token: token.value });
      if (!read.ok) return at(file, read.error);
      picture = read.value.logo;
    }
    const input = { cells: { logo: picture } };
    const kept = await product.call('command.run', { projectId: project.id, commandId: 'project.update', input });
    if (!kept.ok) return kept;
    const told = picture === '' ? 'cli:logo.removed' : 'cli:logo.kept';
    return done({ revision: kept.value.revision, bytes: Math.floor((picture.length * 3) / 4) }, [context.text(told)]);
  },
};

/** Verbs about the picture on prints. */
export const logoVerbs: readonly Verb[] = [logo];
