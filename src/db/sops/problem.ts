/** One thing that is wrong with a file of sops/: where, what, and what to do. Never holds the text of the file. */
export interface SopProblem {
  /** Name of the file in its folder. */
  readonly file: string;
  readonly line: number;
  readonly says: string;
  readonly todo: string;
}

/** A folder of SOPs that was not taken; what is in force stays. */
export class SopsRefused extends Error {
  override readonly name = 'SopsRefused';
  readonly problems: readonly SopProblem[];
  constructor(problems: readonly SopProblem[]) {
    super(`The SOPs were refused; nothing was changed.\n${problems.map((p) => `  ${problemLine(p)}`).join('\n')}`);
    this.problems = problems;
  }
}

/** `control.md:7: there is no agent x. → …` */
export const problemLine = (p: SopProblem): string => `${p.file}:${p.line}: ${p.says.replace(/\.$/, '')}. → ${p.todo}`;
