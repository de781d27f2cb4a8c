"""A suite as data that is sent to other processes and machines, and made again there: never as an object."""

import json
from dataclasses import dataclass

from vmotion_model.language import ModelError

from .own import find_suite, is_file, suite_from_text
from .suite import Suite
from .suite_json import form_of


@dataclass(frozen=True)
class SentSuite:
    """What ``--model`` says, and the text of the JSON form where it means a file, which nobody else need have."""

    source: str
    text: str | None = None


def sent(suite: Suite) -> SentSuite | None:
    """The suite as data; None for one that is made again differently or not at all, such as one that was changed since."""
    if not suite.source:
        return None
    form = form_of(suite)
    data = SentSuite(suite.source, json.dumps(form) if not suite.shipped and is_file(suite.source) else None)
    try:
        again = received(data)
    except ModelError:
        return None
    return data if again is suite or form_of(again) == form else None


def received(data: SentSuite) -> Suite:
    """The suite again; raises ``ModelError`` where it can't be found here."""
    return find_suite(data.source) if data.text is None else suite_from_text(data.text, data.source)
