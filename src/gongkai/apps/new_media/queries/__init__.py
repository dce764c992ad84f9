"""Read new-media accounts, what they did, and what the annual report says of them."""

from gongkai.apps.new_media.queries.accounts import StreamFacts as StreamFacts
from gongkai.apps.new_media.queries.accounts import crowded as crowded
from gongkai.apps.new_media.queries.accounts import get_account as get_account
from gongkai.apps.new_media.queries.accounts import get_stream as get_stream
from gongkai.apps.new_media.queries.accounts import running_on as running_on
from gongkai.apps.new_media.queries.accounts import standing_of as standing_of
from gongkai.apps.new_media.queries.accounts import standings as standings
from gongkai.apps.new_media.queries.accounts import with_latest as with_latest
from gongkai.apps.new_media.queries.report import report_records as report_records
from gongkai.apps.new_media.queries.report import report_texts as report_texts
