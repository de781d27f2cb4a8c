"""The text of a task that was refused or failed, as vCenter's client shows it: no header, no time, often several lines.

What a text says is told by its structure: the fault of an API, the words with which vCenter refuses or gives up, or a
text that a cause prints. Sources: the texts in the domain's list and the vSphere API (vim.fault).
"""

from __future__ import annotations

import re

from vmotion_model.protocol.conditions.texts import texts_in
from vmotion_traces.envelopes import Grammar
from vmotion_traces.events import About, LogEvent, LoggedClaim, LoggedOutcome
from vmotion_traces.records import LogRecord

from . import vmkernel
from .event_content import Happening, event_of, is_about_migration
from .shared_fields import fields

GRAMMAR = Grammar.TASK

_MOVES = re.compile(r"v-?motion|migrat|relocat|emigrat|switchover|XvMotion", re.IGNORECASE)
_FAILS = re.compile(
    r"\b(?:fail(?:ed|s|ure)?|cannot|can't|could not|unable to|timed out|timeout|error|refused|denied|not accessible|incompatible|"
    r"does not support|is not supported|not supported|insufficient|not enough|no space|no swap file|not available|exceeded|"
    r"is not allowed|not responding|not verified|not enabled|disconnected|are the same|invalid fault|"
    r"stuck|hangs|hanging|hung)\b",
    re.IGNORECASE,
)
_FAULT = re.compile(r"\b(?:vim|vmodl)\.fault\.\w+|^\s*(?:msg|vob|esx\.problem)(?:\.[\w-]+){1,8}\s*$")
_COMPATIBILITY = re.compile(
    r"(?:Currently connected )?(?:device|network interface) '[^'\n]+'.{0,40}uses (?:backing|network) '[^'\n]+'|"
    r"Host CPU is incompatible|target host does not support|current hardware requirements|requirements at CPUID level|"
    r"remote serial port connected|cannot be migrated|"
    r"destination (?:host|failed)|on (?:the )?destination|on dest(?:ination)? host|"
    r"General system error occurred|Admission check failed|virtual machine swap file|Cannot open the disk|Cannot decrypt disk|"
    r"Failed to lock the file|change tracking file|encryption key required|fault: |reserve resources on host|remote host|"
    r"Operation timed out|Failed waiting for data|current state\b|hosts? IP addresses",
    re.IGNORECASE,
)
_WARNS = re.compile(r"\b(?:may|might|could) (?:cause|fail|lead)", re.IGNORECASE)
_SUCCEEDS = re.compile(r"\b(?:completed|finished|succeeded|successful(?:ly)?|success)\b", re.IGNORECASE)
"""Words of success."""
_ONLY_SUCCESS = re.compile(
    r"\W*(?:(?:status|state|task|result)\W+)?(?:completed|finished|succeeded|success|successful)(?: successfully)?\W*",
    re.I,
)
"""The column of a task that tells its end, without its name: a text that was given as that of a task."""
_HEDGES = re.compile(
    r"\b(?:not|never|no|cannot|un\w+|until|unless|if|when|once|before|after|will|would|should|may|might|could|must|can|partial\w*|"
    r"almost|nearly|other|another|previous\w*|last|\d{1,2} ?%)(?!\w)|n't\b|\?",
    re.IGNORECASE,
)
"""Words beside which those of success are not about what has happened."""
_NO_FAILURE = re.compile(
    r"\b(?:without|with no|no) (?:any )?(?:failure|error|warning|issue|problem)s?\b", re.IGNORECASE
)
_DENIES = re.compile(
    r"\b(?:has|have|had|did|was|were|is) not fail(?:ed|ing)?\b|\bwithout (?:a |any )?(?:failure|error)s?\b",
    re.IGNORECASE,
)
"""Words that deny a failure: what such a text says of failures is not about this migration, or not to be understood."""
_TASK = re.compile(r"\b(?:Migrate|Relocate)VM_Task\b|\b(?:MigrateVM|RelocateVM)\b")
_VM = re.compile(r"[Vv]irtual machine '(?P<vm>[^'\n]{1,200})'")


def event(record: LogRecord, is_said: bool) -> LogEvent | None:
    """The event of a text without any header, or None where it is no text of such a task.

    `is_said`: it was given as the text of a task, so that words of failure are enough; a file may hold any text.
    """
    text = record.text
    if _has_succeeded(text, is_said):
        vm = _VM.search(text)
        about = About(vm=vm["vm"] if vm else None)
        return LoggedClaim(**fields(record, GRAMMAR, None, None), about=about, outcome=LoggedOutcome.SUCCESS)
    if _DENIES.search(text):
        return LogEvent(**fields(record, GRAMMAR, None, None)) if is_said and _MOVES.search(text) else None
    happening = Happening("", text)
    if is_about_migration(happening):
        return event_of(record, happening)
    if named := vmkernel.named_event(record, GRAMMAR, says=text):
        return named
    known = any(hit.text.is_telling for hit in texts_in(text))
    fails = known or _FAILS.search(text) is not None or _FAULT.search(text) is not None
    speaks = _MOVES.search(text) or _COMPATIBILITY.search(text) or _TASK.search(text) or _FAULT.search(text)
    if is_said and speaks and _WARNS.search(text):
        return LogEvent(**fields(record, GRAMMAR, None, None))
    if not fails or not (speaks or is_said):
        return None
    vm = _VM.search(text)
    return LoggedClaim(
        **fields(record, GRAMMAR, None, None),
        about=About(vm=vm["vm"] if vm else None),
        outcome=LoggedOutcome.FAILURE,
        says=" ".join(text.split()),
    )


def _has_succeeded(text: str, is_said: bool) -> bool:
    """Whether a text says that the migration is done: words of success, and none that could turn them round."""
    if is_said and _ONLY_SUCCESS.fullmatch(text):
        return True
    rest = _NO_FAILURE.sub("", text)
    if not is_said or not _SUCCEEDS.search(rest) or not (_MOVES.search(rest) or _TASK.search(rest)):
        return False
    return not (_HEDGES.search(rest) or _FAILS.search(rest) or _FAULT.search(rest) or texts_in(rest))
