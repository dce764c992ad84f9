"""Say which replies rest on a search, and when a search counts for them."""

from __future__ import annotations

from collections.abc import Collection

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.lifecycle import WITHDRAWABLE, State
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.law import OGI_REGULATIONS
from gongkai.domain.terms import Term

SOURCE = OGI_REGULATIONS.article(36, item=4)


class SearchResult(Term):
    """What a search came to."""

    NOTHING = "nothing", "未检索到"
    FOUND = "found", "检索到"


class SearchMissing(Refusal):
    """A reply says that there is no such information, and no search says so."""

    code = "foi_search_missing"


# Art. 36(4): the office replies that the information does not exist after it has
# searched. The row of 表三 also holds information of another organ, Art. 36(5), of which
# the office knows only by a search that it does not hold it.
NEEDS_EMPTY_SEARCH = frozenset({Outcome.NOT_HELD})

# From receipt until the reply is out; a request done again is open again.
SEARCHABLE = frozenset(WITHDRAWABLE) - {State.SUBMITTED} | {State.REDO}


def check_searched(outcome: Outcome, results: Collection[SearchResult]) -> None:
    """Accept an outcome on the strength of the searches of this round, or refuse.

    Raises:
        SearchMissing: the outcome needs a search that found nothing, and there is none.
    """
    if outcome in NEEDS_EMPTY_SEARCH and SearchResult.NOTHING not in results:
        raise SearchMissing(outcome=outcome.wording)
