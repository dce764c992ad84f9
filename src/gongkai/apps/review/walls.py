"""Build the walls in the database that no code, script or console gets around.

Information becomes public only when a published submission of that very version stands
behind it; what was ever public is never deleted; what reviewers did is never changed.

A migration that alters ``review_submission``, or on SQLite any of the tables below, removes
the walls first and builds them again last: SQLite rebuilds a table to alter it, and the
triggers of the old one are gone with it.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

# States in which a version may be what the public reads.
_PUBLIC = "'published', 'emergency', 'emergency_disputed'"
# Pages that say nothing of their own are opened by the administrator.
_INFORMATION = """
(SELECT NOT ((app_label = 'websites' AND model IN ('homepage', 'sectionpage'))
          OR (app_label = 'pages' AND model = 'govpage')
          OR (app_label = 'wagtailcore' AND model = 'page'))
 FROM django_content_type WHERE id = {row}.content_type_id)"""
_REVIEWED = f"""
EXISTS (SELECT 1 FROM review_submission WHERE page_id = NEW.id
        AND revision_id = NEW.live_revision_id AND state IN ({_PUBLIC}))"""  # noqa: S608 -- constants of this module
_CHANGED = "(NOT OLD.live OR NEW.live_revision_id IS NOT OLD.live_revision_id)"
_APPEND_ONLY = ("review_step", "review_edition", "review_opening")
_NOT_REVIEWED = "information goes live through a complete review only"
_WAS_PUBLIC = "information that was public is not deleted"
_KEPT = "records of a review are append-only"


def _new(row: str) -> str:
    """Return the condition that a row of pages is information."""
    return _INFORMATION.format(row=row)


def _sqlite() -> dict[str, str]:
    """Return the triggers on SQLite, by name: moment, condition and what it refuses with."""
    triggers = {
        "review_page_goes_live": (
            "BEFORE UPDATE OF live, live_revision_id ON pages_govpage",
            f"NEW.live AND {_CHANGED} AND NOT {_REVIEWED} AND {_new('NEW')}",
            _NOT_REVIEWED,
        ),
        "review_page_comes_live": (
            "BEFORE INSERT ON pages_govpage",
            f"NEW.live AND NOT {_REVIEWED} AND {_new('NEW')}",
            _NOT_REVIEWED,
        ),
        "review_page_kept": (
            "BEFORE DELETE ON pages_govpage",
            f"OLD.first_published_at IS NOT NULL AND {_new('OLD')}",
            _WAS_PUBLIC,
        ),
        "review_page_not_replaced": (  # a replaced row fires no delete trigger
            "BEFORE INSERT ON pages_govpage",
            "NEW.id IN (SELECT id FROM pages_govpage WHERE first_published_at IS NOT NULL)",
            _WAS_PUBLIC,
        ),
    }
    for table in _APPEND_ONLY:
        triggers |= {
            f"{table}_no_update": (f"BEFORE UPDATE ON {table}", "1", _KEPT),
            f"{table}_no_delete": (f"BEFORE DELETE ON {table}", "1", _KEPT),
            f"{table}_no_replace": (
                f"BEFORE INSERT ON {table}",
                f"NEW.id IN (SELECT id FROM {table})",  # noqa: S608 -- names from above
                _KEPT,
            ),
        }
    return {
        name: f"CREATE TRIGGER {name} {moment} WHEN {condition} "
        f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        for name, (moment, condition, refusal) in triggers.items()
    }


_POSTGRES_FUNCTIONS = f"""
CREATE FUNCTION review_page_guard() RETURNS trigger AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.first_published_at IS NOT NULL AND {_new("OLD")} THEN
      RAISE EXCEPTION '{_WAS_PUBLIC}';
    END IF;
    RETURN OLD;
  END IF;
  IF NEW.live AND NOT {_REVIEWED} AND {_new("NEW")} THEN
    RAISE EXCEPTION '{_NOT_REVIEWED}';
  END IF;
  RETURN NEW;
END;
$$ LANGUAGE plpgsql;
CREATE FUNCTION review_record_guard() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '{_KEPT}'; END;
$$ LANGUAGE plpgsql;
"""


def _postgresql() -> dict[str, str]:
    """Return the triggers on PostgreSQL, by name."""
    page = "ON pages_govpage FOR EACH ROW"
    guard = "EXECUTE FUNCTION review_page_guard()"
    changed = "NEW.live AND (NOT OLD.live OR NEW.live_revision_id IS DISTINCT FROM"
    triggers = {
        "review_page_goes_live": "CREATE TRIGGER review_page_goes_live BEFORE UPDATE OF live, "
        f"live_revision_id {page} WHEN ({changed} OLD.live_revision_id)) {guard}",
        "review_page_comes_live": "CREATE TRIGGER review_page_comes_live BEFORE INSERT "
        f"{page} WHEN (NEW.live) {guard}",
        "review_page_kept": f"CREATE TRIGGER review_page_kept BEFORE DELETE {page} {guard}",
    }
    for table in _APPEND_ONLY:
        record = "EXECUTE FUNCTION review_record_guard()"
        triggers[f"{table}_append_only"] = (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW {record}"
        )
        triggers[f"{table}_no_truncate"] = (
            f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
            f"FOR EACH STATEMENT {record}"
        )
    return triggers


def build(_apps: object, schema_editor: Any) -> None:
    """Put the walls up; as the forward step of a migration."""
    vendor = schema_editor.connection.vendor
    if vendor == "postgresql":
        schema_editor.execute(_POSTGRES_FUNCTIONS)
    for statement in _triggers(vendor).values():
        schema_editor.execute(statement)


def remove(_apps: object, schema_editor: Any) -> None:
    """Take the walls down; as the backward step, or before a table is altered."""
    vendor = schema_editor.connection.vendor
    for name, statement in _triggers(vendor).items():
        table = statement.split(" ON ")[1].split()[0]
        place = f" ON {table}" if vendor == "postgresql" else ""
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}{place}")
    if vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION IF EXISTS review_page_guard()")
        schema_editor.execute("DROP FUNCTION IF EXISTS review_record_guard()")


def _triggers(vendor: str) -> dict[str, str]:
    """Return the triggers of a kind of database; none where we know of none."""
    known = {"sqlite": _sqlite, "postgresql": _postgresql}
    return known[vendor]() if vendor in known else {}


def names() -> list[str]:
    """Return the names of the walls in the database in use."""
    return sorted(_triggers(connection.vendor))


def missing() -> list[str]:
    """Return the names of walls that do not stand in the database in use."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(query[connection.vendor])
        standing = {name for (name,) in cursor.fetchall()}
    return [name for name in names() if name not in standing]
