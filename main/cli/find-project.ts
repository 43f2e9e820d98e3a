import type { ProjectSummary } from '../../src/api.ts';
import type { Plan } from '../../src/model/plan.ts';
import { ok, type Result } from '../../src/result.ts';
import { planOfCopy } from '../jobs/plan-copy.ts';
import { type Failure, fault, type Product, type VerbContext } from './verb.ts';

/** The project that a person means: by its id, or by its name where only one has it. */
export const findProject = async (product: Product, wanted: string): Promise<Result<ProjectSummary, Failure>> => {
  const state = await product.call('app.state', {});
  if (!state.ok) return state;
  const { projects } = state.value;
  const byId = projects.find((project) => project.id === wanted);
  if (byId) return ok(byId);
  const name = wanted.trim().normalize('NFC');
  const named = projects.filter((project) => project.name.normalize('NFC') === name);
  if (named.length === 1) return ok(named[0]!);
  return named.length === 0
    ? fault('project.unknown', { projectId: wanted })
    : fault('project.ambiguous', { name, ids: named.map(({ id }) => id).join(', ') });
};

/** Opens the product and finds a project in it: how most commands begin. */
export const productWith = async (
  context: VerbContext,
  wanted: string,
): Promise<Result<{ readonly product: Product; readonly project: ProjectSummary }, Failure>> => {
  const product = await context.product();
  if (!product.ok) return product;
  const project = await findProject(product.value, wanted);
  return project.ok ? ok({ product: product.value, project: project.value }) : project;
};

/** Opens a project as a plan, so that what follows from it can be worked out here. */
export const openPlan = async (context: VerbContext, wanted: string): Promise<Result<Plan, Failure>> => {
  const found = await productWith(context, wanted);
  if (!found.ok) return found;
  const { product, project } = found.value;
  const snapshot = await product.call('project.open', { projectId: project.id });
  return snapshot.ok ? ok(planOfCopy(snapshot.value.projectId, snapshot.value.rows)) : snapshot;
};
