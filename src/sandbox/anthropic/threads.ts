// Conversations that the server holds: `thread: {type: "create"}` keeps one under the id of its answer, "continue" goes on from
// there with the new messages alone. Each answer can be continued once.
import type { Message, MessageBody } from './request.ts';

const THREADS_BETA = 'message-threads-2026-08-12';

interface Held {
  readonly system: MessageBody['system'];
  readonly tools: MessageBody['tools'];
  readonly messages: readonly Message[];
  readonly stopReason: string;
  isContinued: boolean;
}

export interface ThreadRefusal {
  readonly status: 400 | 404;
  readonly message: string;
  readonly code?: string;
}

/** A request with what the server holds of its conversation. */
export interface Conversation extends Pick<MessageBody, 'system' | 'tools'> {
  readonly messages: readonly Message[];
}

const UNFINISHED = 'pause_turn';

export function createThreads() {
  const held = new Map<string, Held>();
  return {
    /** The whole conversation of a request, or why it cannot go on. */
    open(body: MessageBody, betas: string): Conversation | ThreadRefusal {
      const { thread, system, tools, messages } = body;
      if (thread === undefined || thread === null) return { system, tools, messages };
      if (!betas.includes(THREADS_BETA)) return { status: 400, message: 'thread: Extra inputs are not permitted' };
      if (thread.type === 'create') return { system, tools, messages };
      const repeated = (['system', 'tools'] as const).find((name) => body[name] !== undefined);
      if (repeated !== undefined) return { status: 400, message: `${repeated}: cannot be set when a thread is continued` };
      const before = held.get(thread.previous_message_id);
      if (before === undefined)
        return { status: 404, message: 'thread: no usable state was found for previous_message_id', code: 'thread_not_found' };
      if (before.isContinued)
        return { status: 400, message: 'thread: this message was continued already', code: 'thread_already_continued' };
      if (messages.length === 0 && before.stopReason !== UNFINISHED)
        return { status: 400, message: 'messages: at least one message is required' };
      before.isContinued = true;
      return { system: before.system, tools: before.tools, messages: [...before.messages, ...messages] };
    },
    /** Keeps the conversation with its answer. One that was refused is not kept. */
    keep(body: MessageBody, { system, tools, messages }: Conversation, id: string, content: readonly unknown[], stopReason: string): void {
      if (body.thread === undefined || body.thread === null || stopReason === 'refusal') return;
      const answer = { role: 'assistant', content } as Message;
      held.set(id, { system, tools, messages: [...messages, answer], stopReason, isContinued: false });
    },
    lose: (): void => held.clear(),
  };
}
