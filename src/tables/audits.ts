import sql, { type Sql } from 'sql-template-tag'
import type { Writer } from '#book/changes/writer.ts'
import type { Reader } from '#book/engine.ts'
import type { Day } from '#domain/days/day.ts'
import { type Audit, type AuditAnswer, answerTo, unanswered } from '#domain/practices/audit.ts'
import { recordOf } from './records.ts'
import { insert, update, updateWhere } from './rows.ts'
import type { Rows } from './tables.ts'

async function auditsWhere(db: Reader, condition: Sql): Promise<Audit[]> {
  const audits = await db.all<Rows['audits']>(
    sql`select a.* from audits a where ${condition} order by a.finished_on, a.id`,
  )
  const answers = await db.all<Rows['audit_answers']>(sql`select n.* from audit_answers n
    join audits a on a.id = n.audit_id where ${condition} order by n.question`)
  return audits.map((row) => ({
    ...recordOf('audits', row),
    answers: answers
      .filter((answer) => answer.audit_id === row.id)
      .map(({ question, score, note }) => ({ question, score, note })),
  }))
}

/** The last one comes last. */
export const finishedAudits = (db: Reader, today: Day): Promise<Audit[]> =>
  auditsWhere(db, sql`a.finished_on <= ${today}`)

/** Null where no audit is begun and unfinished. */
export async function unfinishedAudit(db: Reader, today: Day): Promise<Audit | null> {
  const audits = await auditsWhere(db, sql`a.finished_on is null and a.begun_on <= ${today}`)
  return audits.at(-1) ?? null
}

export async function auditState(
  db: Reader,
  today: Day,
): Promise<{ lastFinishedOn: Day | null; isUnfinished: boolean }> {
  const [state] = await db.all<{ last: Day | null; unfinished: number }>(sql`select
      max(finished_on) filter (where finished_on <= ${today}) as last,
      count(*) filter (where finished_on is null) as unfinished
    from audits where begun_on <= ${today}`)
  return { lastFinishedOn: state?.last ?? null, isUnfinished: (state?.unfinished ?? 0) > 0 }
}

/**
 * Adds these answers to the unfinished audit, or to a new one; an answer replaces an earlier one to the same question.
 * With the last of the questions answered, the audit is finished.
 * @returns the audit as it is now
 */
export async function keepAnswers(db: Writer, answers: AuditAnswer[], today: Day): Promise<Audit> {
  const begun = await unfinishedAudit(db, today)
  const { id } = begun ?? (await insert(db, 'audits', { begun_on: today }))
  for (const { question, score, note } of answers) {
    if (answerTo(begun, question) === null) await insert(db, 'audit_answers', { audit_id: id, question, score, note })
    else
      await updateWhere(db, 'audit_answers', sql`audit_id = ${id} and question = ${question}`, () => ({ score, note }))
  }
  const [audit] = await auditsWhere(db, sql`a.id = ${id}`)
  if (!audit) throw new Error('The audit was not kept.')
  if (unanswered(audit).length > 0) return audit
  await update(db, 'audits', id, { finished_on: today })
  return { ...audit, finishedOn: today }
}
