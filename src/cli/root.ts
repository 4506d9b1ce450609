import { fileURLToPath } from 'node:url';

/** Folder of migrations/, sql/ and tasks/: where the program lies, not where it is called. */
export const projectRoot: string = fileURLToPath(new URL('../../', import.meta.url)).replace(/\/$/, '');
