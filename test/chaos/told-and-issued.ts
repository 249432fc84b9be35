import type { Statement } from '@onething/persistence';

/**
 * What the followers `notices` and `documents` owe for each event, said anew and not with their own tables: an inbox that missed an event, or
 * was told twice, is found whatever the follower believes. `CASE` without a match is nothing owed.
 */
const NOTICE_TO_APPLICANT = `CASE e.type
  WHEN 'accepted' THEN CASE e.payload->>'how' WHEN 'ordinary' THEN 'accepted' WHEN 'laterMaterials' THEN 'acceptedLaterMaterials' WHEN 'onPromise' THEN 'acceptedOnPromise' ELSE 'acceptedBySilence' END
  WHEN 'decided' THEN CASE e.payload->>'decision' WHEN 'grant' THEN 'granted' ELSE 'refused' END
  WHEN 'promiseChecked' THEN CASE e.payload->>'kept' WHEN 'true' THEN 'promiseKept' ELSE 'promiseBroken' END
  WHEN 'delivered' THEN CASE WHEN NOT (e.payload->>'all')::boolean THEN 'partlyDelivered' WHEN jsonb_array_length(e.payload->'items') > 0 THEN 'delivered' END
  WHEN 'deadlinePassed' THEN CASE e.payload->>'of' WHEN 'laterMaterials' THEN 'laterMaterialsOverdue' END
  WHEN 'deliveryOverdue' THEN 'deliveryLate'
  ELSE (SELECT e.type WHERE e.type = ANY ('{submitted,released,returnedForRework,received,correctionAsked,correctionLapsed,notAccepted,procedureStarted,procedureEnded,extensionApproved,grantWithdrawn,forwardedUp,resultIssued,itemWithdrawn,itemEndedEarly,itemExpired,itemAborted,itemReopened,completed,draftExpiring,draftExpired}'))
  END`;
const NOTICE_TO_DESKS = `CASE e.type WHEN 'deadlineNear' THEN CASE e.payload->>'light' WHEN 'yellow' THEN 'deadlineNear' END
  ELSE (SELECT e.type WHERE e.type = ANY ('{resubmitted,correctionAnswered,laterMaterialsSupplied,extensionRejected,deadlinePassed}')) END`;
const DOCUMENT = `CASE e.type
  WHEN 'received' THEN 'receipt' WHEN 'returnedForRework' THEN 'reworkNotice' WHEN 'correctionAsked' THEN 'correctionNotice' WHEN 'accepted' THEN 'acceptanceNotice'
  WHEN 'notAccepted' THEN 'nonAcceptanceNotice' WHEN 'procedureStarted' THEN 'procedureNotice' WHEN 'extensionApproved' THEN 'extensionNotice'
  WHEN 'decided' THEN CASE e.payload->>'decision' WHEN 'grant' THEN 'grantDecision' ELSE 'refusalDecision' END
  WHEN 'grantWithdrawn' THEN 'grantWithdrawalDecision' WHEN 'itemWithdrawn' THEN 'withdrawalConfirmation'
  WHEN 'delivered' THEN CASE WHEN jsonb_array_length(e.payload->'items') > 0 THEN 'deliveryReceipt' END
  WHEN 'itemEndedEarly' THEN 'terminationNotice' WHEN 'itemExpired' THEN 'terminationNotice' WHEN 'itemAborted' THEN 'terminationNotice' END`;

const statement = (name: string, text: string): Statement => ({ name: `chaos.${name}`, text });
/** Of an item, or of the whole. */
const place = (row: string) => `coalesce(${row}.item_id, ${row}.case_id) AS place`;
/** Told of what another calendar, a rating or a consent brings, which is no event of this list. */
const OTHER_KINDS = `'{deadlineMoved,correctionMoved,rectificationMoved,promiseMoved,deliveryMoved,ratingInvitation,ratingReminder,badRatingAnswered,consentGranted,consentRefused,consentRevoked,consentAsked}'`;

/** Rows that must not be there, each said in words: what was told and issued, against the events. Empty when each is there exactly once. */
export const TOLD_AND_ISSUED: readonly Statement[] = [
  statement('told-applicants', `WITH due AS (
      SELECT place, kind, count(*) AS times FROM (SELECT ${place('e')}, ${NOTICE_TO_APPLICANT} AS kind FROM case_event e) AS owed WHERE kind IS NOT NULL GROUP BY place, kind),
    held AS (
      SELECT place, kind, count(*) AS times FROM (
        SELECT ${place('n')}, n.kind FROM notice n JOIN bundle_case b ON b.id = n.case_id AND b.applicant_account_id = n.account_id WHERE n.kind <> ALL (${OTHER_KINDS})) AS told
      GROUP BY place, kind)
    SELECT 'the applicant was told ' || coalesce(held.times, 0) || ' instead of ' || coalesce(due.times, 0) || ' times of ' || kind || ' of ' || place AS what
    FROM due FULL JOIN held USING (place, kind) WHERE due.times IS DISTINCT FROM held.times`),
  statement('told-desks', `WITH due AS (
      SELECT place, kind, count(*) AS times FROM (SELECT ${place('e')}, ${NOTICE_TO_DESKS} AS kind FROM case_event e) AS owed WHERE kind IS NOT NULL GROUP BY place, kind),
    held AS (
      SELECT place, kind, min(times) AS least, max(times) AS most FROM (
        SELECT place, kind, count(*) AS times FROM (SELECT ${place('n')}, n.kind, n.account_id FROM notice n) AS told GROUP BY place, kind, account_id) AS each
      GROUP BY place, kind)
    SELECT 'desks were told ' || coalesce(least, 0) || ' to ' || coalesce(most, 0) || ' instead of ' || due.times || ' times of ' || kind || ' of ' || place AS what
    FROM due LEFT JOIN held USING (place, kind) WHERE (least, most) IS DISTINCT FROM (due.times, due.times)`),
  statement('issued-documents', `WITH due AS (SELECT * FROM (SELECT ${place('e')}, e.seq, ${DOCUMENT} AS kind FROM case_event e) AS owed WHERE kind IS NOT NULL),
    held AS (SELECT place, seq, kind, count(*) AS times FROM (SELECT ${place('d')}, d.seq, d.kind FROM document d) AS issued GROUP BY place, seq, kind)
    SELECT 'the document ' || kind || ' for event ' || seq || ' of ' || place || ' is there ' || coalesce(held.times, 0) || ' times' || CASE WHEN due.kind IS NULL THEN ', and nothing asks for it' ELSE '' END AS what
    FROM due FULL JOIN held USING (place, seq, kind) WHERE held.times IS DISTINCT FROM 1 OR due.kind IS NULL`),
];
