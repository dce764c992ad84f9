"""Name what the office's own rules say no to."""

from __future__ import annotations

from gongkai.domain.errors import Refusal


class OccurredInFuture(Refusal):
    """An act is dated after today."""

    code = "foi_occurred_in_future"


class OccurredBeforeLast(Refusal):
    """An act is dated before the act it follows."""

    code = "foi_occurred_before_last"


class OutcomeMissing(Refusal):
    """A draft goes to review without a result."""

    code = "foi_outcome_missing"


class OnSpotOnlyGranted(Refusal):
    """A reply on the spot gives anything but the information."""

    code = "foi_on_spot_only_granted"


class CorrectedAlready(Refusal):
    """The applicant was asked to correct once in this round; Art. 30 allows it once."""

    code = "foi_corrected_already"


class PeriodNotOver(Refusal):
    """A period is declared over before its last day has passed."""

    code = "foi_period_not_over"


class ConsultationUnnamed(Refusal):
    """It is not said whose opinion is asked, or came."""

    code = "foi_consultation_unnamed"


class ConsultationOpen(Refusal):
    """An opinion is still awaited."""

    code = "foi_consultation_open"


class ReasonMissing(Refusal):
    """A step that must say why does not."""

    code = "foi_reason_missing"


class FeeByItsOwnAct(Refusal):
    """A fee is noticed or paid through the fee register, which knows the amount."""

    code = "foi_fee_by_its_own_act"


class FeeNotDue(Refusal):
    """The quantity lies within what is free of charge."""

    code = "foi_fee_not_due"


class ReceiptNumberMissing(Refusal):
    """A payment has no receipt."""

    code = "foi_receipt_number_missing"


class RemedyPending(Refusal):
    """A case about the request is not decided yet."""

    code = "foi_remedy_pending"


class RemedyOpen(Refusal):
    """The applicant may still take a remedy."""

    code = "foi_remedy_open"


class RemedyResultMissing(Refusal):
    """A case is concluded without a result."""

    code = "foi_remedy_result_missing"


class RemedyDatesReversed(Refusal):
    """A case is concluded before it was filed."""

    code = "foi_remedy_dates_reversed"


class RequestOfOtherOrgan(Refusal):
    """A case is linked to another organ's request."""

    code = "foi_request_of_other_organ"


class RequestSentAlready(Refusal):
    """A draft is changed that has become a request."""

    code = "foi_request_sent_already"


class PaperNotTaken(Refusal):
    """A paper is too large, empty, or neither picture nor PDF.

    Facts: name, megabytes.
    """

    code = "foi_paper_not_taken"


class PapersTooMany(Refusal):
    """A request has as many papers as are kept with one.

    Facts: most.
    """

    code = "foi_papers_too_many"


class CorrectionEmpty(Refusal):
    """An applicant sends a correction with nothing in it."""

    code = "foi_correction_empty"


class SearchNotOpen(Refusal):
    """A search is entered for a request that nobody handles."""

    code = "foi_search_not_open"


class SearchedBeforeRound(Refusal):
    """A search is dated before the request came, or before it was taken up again."""

    code = "foi_searched_before_round"


class SearchIncomplete(Refusal):
    """It is not said who searched, where, for what, or of which years."""

    code = "foi_search_incomplete"


class ImportedNotCorrected(Refusal):
    """An entry that was brought in from an old register has no history to correct."""

    code = "foi_imported_not_corrected"


class LedgerCorrectionPending(Refusal):
    """Another correction of the same entry waits for its decision."""

    code = "foi_ledger_correction_pending"


class LedgerCorrectionEmpty(Refusal):
    """A correction says what the ledger says already."""

    code = "foi_ledger_correction_empty"


class LedgerCorrectionUnexplained(Refusal):
    """A correction, or its rejection, does not say why."""

    code = "foi_ledger_correction_unexplained"


class LedgerOrderReversed(Refusal):
    """A corrected entry would stand before what it follows, or after what follows it."""

    code = "foi_ledger_order_reversed"


class LedgerCorrectionDecided(Refusal):
    """Somebody has decided on the correction already."""

    code = "foi_ledger_correction_decided"


class AnswerNotDisclosable(Refusal):
    """An answer is to be told to everybody that gave nothing, or was not given yet."""

    code = "foi_answer_not_disclosable"


class AnswerPublished(Refusal):
    """A public answer is written or let out again."""

    code = "foi_answer_published"


class AnswerNotPublic(Refusal):
    """An answer is taken down that nobody can read."""

    code = "foi_answer_not_public"


class AnswerIncomplete(Refusal):
    """A part that must be written is empty."""

    code = "foi_answer_incomplete"


class AnswerLeaks(Refusal):
    """The text tells about a person."""

    code = "foi_answer_leaks"


class LetterFaulty(Refusal):
    """A letter has faults that keep it from being signed. Facts: count, faults."""

    code = "foi_letter_faulty"


class LetterTextWrong(Refusal):
    """A paragraph changed by hand is empty, or paragraphs were lost or added."""

    code = "foi_letter_text_wrong"


class LetterTakesNoStep(Refusal):
    """A letter of this kind is no step of its request. Facts: kind."""

    code = "foi_letter_takes_no_step"


class LetterTemplateUnfit(Refusal):
    """A Word template cannot be read or loses parts of a letter. Facts: reason."""

    code = "foi_letter_template_unfit"


class ReplyByItsStep(Refusal):
    """A reply is signed, sent and served by the steps of its request."""

    code = "foi_reply_by_its_step"


class ReplyDrafted(Refusal):
    """A reply to this request is being written already."""

    code = "foi_reply_drafted"


class ReplyMissing(Refusal):
    """The organ writes its replies here, and there is none."""

    code = "foi_reply_missing"


class ReplyDiffers(Refusal):
    """The written reply decides otherwise than the step says. Facts: letter, step."""

    code = "foi_reply_differs"


class TrackingMissing(Refusal):
    """A letter by mail bears no number of the post."""

    code = "foi_tracking_missing"


class SentBeforeSigning(Refusal):
    """A letter is sent before its own day. Facts: on, dated_on."""

    code = "foi_sent_before_signing"


class ServedBeforeSending(Refusal):
    """A letter arrives or comes back before it was sent. Facts: on, sent_on."""

    code = "foi_served_before_sending"


class AnswerFilesClosed(Refusal):
    """The reply has gone out; what it gave stays as it was."""

    code = "foi_answer_files_closed"


class AnswerFileTooLarge(Refusal):
    """A file, or the number of files, is beyond the limit. Facts: megabytes, files."""

    code = "foi_answer_file_too_large"


class AnswerFileNotRedacted(Refusal):
    """There is nothing to check: the file that would be given was not made, or is checked."""

    code = "foi_answer_file_not_redacted"


class AnswerFileUnchecked(Refusal):
    """A reply is to be signed while a file of it waits for its check. Facts: titles."""

    code = "foi_answer_file_unchecked"


class RedactionReasonMissing(Refusal):
    """Something is hidden and nobody says why."""

    code = "foi_redaction_reason_missing"


class SplitTooLate(Refusal):
    """An application is divided after it was handed to its handler. Facts: state."""

    code = "foi_split_too_late"


class SplitWrong(Refusal):
    """An application is divided into fewer than two matters or too many. Facts: most."""

    code = "foi_split_wrong"


class JoinWrong(Refusal):
    """A request cannot be handled together with the one named. Facts: number."""

    code = "foi_join_wrong"


class NotProposed(Refusal):
    """Nobody else asked for the same, or it was decided before."""

    code = "foi_not_proposed"
