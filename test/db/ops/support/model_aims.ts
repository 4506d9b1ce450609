// Left to chance, a life ends before it has been anywhere unusual. So most steps lead towards a row of the table of transitions;
// when the row has been taken, towards the next one.
import type { Ask, Status, Terms, WorkItem } from '../../../model/work_item.ts';
import type { Caller, Step } from './model_steps.ts';

/** Rows that do not end a life. The first of them is possible only before anything else has happened. */
export const PASSAGES = [
  'scheduled>escalated give_up timer',
  'in_progress>failed fail worker',
  'in_progress>failed fail timer',
  'failed>in_progress retry operator',
  'failed>in_progress retry timer',
  'failed>escalated failed_limit timer',
  'done>revision review_reject reviewer',
  'done>escalated review_reject reviewer',
  'done>escalated review_limit timer',
  'pending_approval>revision reject pic',
  'pending_approval>revision reject backup',
  'pending_approval>escalated reject pic',
  'pending_approval>escalated reject backup',
  'pending_approval>escalated ladder_end timer',
  'pending_approval>revision withdraw operator',
  'pending_approval>revision withdraw supervisor',
  'revision>failed rerun_limit timer',
  'escalated>in_progress redo supervisor',
] as const;

const CANCELS = ['in_progress', 'failed', 'revision', 'done'].flatMap((s) =>
  ['operator', 'supervisor'].map((a) => `${s}>cancelled cancel ${a}`),
);

/** Rows that end a life. */
export const ENDS: readonly string[] = [
  ...CANCELS,
  'l2_approved>approved no_approval_needed system',
  'pending_approval>approved approve pic',
  'pending_approval>approved approve backup',
  'pending_approval>cancelled withdraw supervisor',
  'escalated>approved approve supervisor',
  'escalated>cancelled close supervisor',
  'scheduled>cancelled skip operator',
  'scheduled>cancelled skip system',
];

/** Terms under which a row can be taken at all. */
export function termsFor(aim: string, terms: Omit<Terms, 'latestStart' | 'maxDuration'>): Omit<Terms, 'latestStart' | 'maxDuration'> {
  const isApproval = /pending_approval/.test(aim);
  return {
    ...terms,
    requiresApproval: isApproval ? true : aim.startsWith('l2_approved') ? false : terms.requiresApproval,
    requiresReview: /^done/.test(aim) ? true : terms.requiresReview,
    maxRevisions: /revision (review_)?reject/.test(aim) ? Math.max(1, terms.maxRevisions) : terms.maxRevisions,
    picIsActive: isApproval ? true : terms.picIsActive,
    hasBackup: / backup$/.test(aim) ? true : terms.hasBackup,
    hasSupervisor: /(cancel|withdraw) supervisor$/.test(aim) ? true : terms.hasSupervisor,
  };
}

/** The aim of now: the first of the list that has not been taken since the one before it was. */
export function aimOf(model: WorkItem, aims: readonly string[]): string | undefined {
  let k = 0;
  for (const change of model.changes) if (change === aims[k]) k++;
  return aims[k];
}

interface Seen {
  readonly model: WorkItem;
}

/** The step that takes the aimed row, or leads to the state it starts from. */
export function towards({ model }: Seen, aim: string): Step | undefined {
  const [from, rest = ''] = aim.split('>') as [Status, string];
  const [to, event, actor] = rest.split(' ') as [Status, string, string];
  const due: Step = { do: 'due' };
  if (actor === 'timer' && (model.status === from || (event === 'failed_limit' && model.status === 'failed'))) return due;
  if (model.status === from) return cause(model, event, to, actor, due);
  switch (model.status) {
    case 'scheduled':
      return model.needsAreMet ? { do: 'start' } : { do: 'needs' };
    case 'in_progress':
      if (!model.isHeldAlive) return { do: 'start' };
      return from === 'failed' ? { do: 'fail', token: 0, isFinal: true } : { do: 'finish', token: 0 };
    case 'done':
      if (!model.terms.requiresReview) return due;
      if (model.checks.get(model.revisionNo) === false) return { do: 'check', isPassed: true };
      return {
        do: 'review',
        isStale: false,
        decision: from === 'pending_approval' || from === ('l2_approved' as string) ? 'pass' : 'reject',
      };
    case 'revision':
      return from === 'failed' ? due : { do: 'start' };
    case 'failed':
      return from === 'escalated' ? due : { do: 'retry' };
    case 'pending_approval':
      return from === 'escalated' ? due : { do: 'withdraw', to: 'revision', caller: 'operator' };
    case 'escalated':
      return model.needsAreMet ? { do: 'redo', caller: boss(model) } : { do: 'needs' };
    default:
      return undefined;
  }
}

/** Who may do what only a supervisor may. */
const boss = (model: WorkItem): Caller => (model.terms.hasSupervisor ? 'supervisor' : 'owner');

function cause(model: WorkItem, event: string, to: Status, actor: string, due: Step): Step | undefined {
  const caller: Caller = actor === 'operator' ? 'operator' : boss(model);
  switch (event) {
    case 'start':
      return model.needsAreMet ? { do: 'start' } : { do: 'needs' };
    case 'skip':
      return actor === 'system' ? { do: 'drop' } : { do: 'skip', caller: 'operator' };
    case 'fail':
      return model.isHeldAlive ? { do: 'fail', token: 0, isFinal: true } : { do: 'start' };
    case 'retry':
      return { do: 'retry' };
    case 'review_reject':
      return { do: 'review', isStale: false, decision: 'reject' };
    case 'cancel':
      return { do: 'cancel', caller };
    case 'withdraw':
      return { do: 'withdraw', to: to === 'revision' ? 'revision' : 'cancelled', caller };
    case 'redo':
      return model.needsAreMet ? { do: 'redo', caller } : { do: 'needs' };
    case 'close':
      return { do: 'close', caller };
    case 'approve':
    case 'reject':
      return answer(model, event, actor, due);
    default:
      return undefined;
  }
}

function answer(model: WorkItem, event: 'approve' | 'reject', actor: string, due: Step): Step | undefined {
  const index = model.asks.findIndex((a: Ask) => a.status === 'open' && a.role === actor && (a.revision > 0 || event === 'reject'));
  if (actor === 'supervisor')
    return model.revisionNo === 0
      ? ({ do: model.needsAreMet ? 'redo' : 'needs', caller: boss(model) } as Step)
      : { do: 'approve', isStale: false, caller: boss(model) };
  if (index >= 0) return { do: 'decide', ask: index, person: (model.asks[index] as Ask).person, isStale: false, decision: event };
  return actor === 'backup' && !model.picIsAway ? { do: 'absence' } : due;
}
