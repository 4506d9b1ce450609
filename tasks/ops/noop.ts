import { defineTask } from '../define.ts';

/** Does nothing: that it ran at all tells doctor that the queue is served, and the bench what a bare job costs. */
export default defineTask(async () => {});
