"""Run the checks of the report and read their sentences."""

from report_builders import county_tables, county_values

from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.evidence import Evidence


def sentences(tables, previous=None, evidence=None, *, hard=True):
    found = issues(tables, previous, evidence or Evidence())
    return [issue.sentence for issue in found if issue.is_hard is hard]


def codes(tables, previous=None, evidence=None):
    return [issue.code for issue in issues(tables, previous, evidence or Evidence())]


def quiet_year(year, **changes):
    """Return a county year in which no request came in or stayed."""
    nothing = {key.replace(".", "__"): 0 for key in county_values() if key.startswith("t3")}
    return county_tables(year=year, **(nothing | changes))
