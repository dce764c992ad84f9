"""Act on a page and read it only when it has come, as a person does.

A click returns when the next page begins to arrive. On a slow machine its document may then still
be empty and its scripts not yet there, so that a click or a paste falls on nothing.
"""

from functools import wraps

_READS = ("evaluate", "content", "title", "eval_on_selector_all")
_ACTS = (
    "click",
    "fill",
    "check",
    "uncheck",
    "press",
    "select_option",
    "set_input_files",
    "evaluate",
)


def have_patience(page):
    """Make one page wait until what it shows has been loaded before it is read or acted upon."""
    for name in _READS:
        setattr(page, name, _after_loading(page, getattr(page, name)))
    return page


def teach_locators(locator_class):
    """Make every locator wait for its page once the element is there; return how to undo it."""
    before = {name: getattr(locator_class, name) for name in _ACTS}
    for name, act in before.items():
        setattr(locator_class, name, _once_there(act))

    def undo():
        for name, act in before.items():
            setattr(locator_class, name, act)

    return undo


def _after_loading(page, read):
    @wraps(read)
    def patient(*args, **kwargs):
        page.wait_for_load_state("load")
        return read(*args, **kwargs)

    return patient


def _once_there(act):
    @wraps(act)
    def patient(locator, *args, **kwargs):
        locator.wait_for(state="attached", timeout=kwargs.get("timeout"))
        locator.page.wait_for_load_state("load")
        return act(locator, *args, **kwargs)

    return patient
