"""How records begin: the headers of the products, of syslog and of what ships logs, as expressions.

Each has groups for what stands in it; `envelopes` says what they mean.
"""

from __future__ import annotations

import re

from .pasted import FOUND, QUOTED
from .stamps import ISO, MONTHS, PLACEHOLDER, STAMP, UPTIME

PASTED = re.compile(
    rf"{QUOTED}(?:{FOUND}(?=<\d{{1,3}}>|\[?\d{{4}}-\d\d-|(?:{'|'.join(MONTHS)}) [ \d]\d|{UPTIME} cpu|cpu[\d#]+[: )])"
    r"|`(?=[\d<\[]))?"
)
FRAME = re.compile(r"\d{1,6} (?=<\d{1,3}>\S)")
RFC5424 = re.compile(
    rf"<\d{{1,3}}>1 (?P<time>{ISO}|-) (?P<host>\S+) (?P<tag>\S+) \S+ \S+ "
    r"(?:-|(?:\[(?:[^\]\\]|\\.)*\])+) ?(?:\ufeff|\u00ef\u00bb\u00bf)?(?P<text>.*)",
    re.DOTALL,
)
PRIORITY = re.compile(r"<\d{1,3}>(?=\S)")
HOST = r"(?=[\w.:-]*[A-Za-z.:])[\w.:-]{1,253}"
TAGGED = re.compile(
    rf"(?P<time>{STAMP}) (?:(?P<host>{HOST}) )?(?P<tag>[A-Za-z][\w./-]{{1,47}})(?:\[(?P<pid>\d+)\])?: (?P<text>.*)",
    re.DOTALL,
)
REMOTE = re.compile(
    rf"(?P<time>{STAMP}) (?P<host>{HOST}) (?P<text>(?:vpxd \d|Event \[|\d{{4}}-|(?:[A-Z][a-z]\(\d|info|warning|error)).*)",
    re.DOTALL,
)
PERHAPS = re.compile(r"cpu[\d#]|\[Originator@|\| |[A-Z][a-z]\(\d*\) |Event \[|'\]")
"""What stands in a record of some product; other texts of an object need not be tried."""
JSON = re.compile(r"\{.*\}$", re.DOTALL)
TIMES = ("@timestamp", "timestamp", "time", "_time", "eventTime")
SENDERS = ("hostname", "host", "source", "_host")
"""Where tools that ship logs as JSON put the time and the host."""

TIME = rf"(?P<time>{STAMP}|{PLACEHOLDER})"
LEVEL8 = r"(?P<level>[A-Z][a-z])\(\d*\)"
LEVEL = r"(?P<level>panic|error|warning|info|verbose|trivia|none)"
KERNEL = re.compile(
    rf"(?:vmkernel: )?(?:{TIME}:? )?(?:{LEVEL8} (?P<tag>vmkernel|vmkwarning|vmkalert): )?(?:vmkernel: )?"
    rf"(?:(?P<up>{UPTIME}) )?"
    r"cpu[\d#]{1,6}(?::(?P<world>\d{1,12})|:\S{1,20})?(?: opID=(?P<opid>[^\s)]{1,120}))? ?\)"
    r"(?:\d{4}-\d\d-\d\dT\S{8,20} )?(?:(?P<warning>WARNING|ALERT): )?(?P<text>.*)",
    re.DOTALL,
)
AGENT = re.compile(
    rf"(?:{TIME}:? )?(?:{LEVEL8} )?(?:{LEVEL.replace('level', 'word')} )?(?P<tag>[Hh]ostd|[Vv]pxa|[Vv]pxd)"
    r"(?:\[(?P<thread>\w+)\]|-?\[\w+\])?:? "
    rf"(?:{LEVEL.replace('level', 'again')} [\w-]+\[(?P<inner>\w+)\] )?"
    r"\[Originator@\d+ (?P<fields>[^\]]{0,500}(?:\[[^\]]{0,80}\][^\]]{0,200}){0,4})\] ?(?P<text>.*)",
    re.DOTALL,
)
ORIGINATOR = re.compile(
    rf"(?:{LEVEL8} )?(?:{LEVEL.replace('level', 'word')} )?"
    r"\[Originator@\d+ (?P<fields>[^\]]{0,500}(?:\[[^\]]{0,80}\][^\]]{0,200}){0,4})\] ?(?P<text>.*)",
    re.DOTALL,
)
"""A record of an agent whose name only the header of syslog has."""
VMX_TAG = re.compile(r"vmx?(?:-\d+)?$", re.IGNORECASE)
VMX_TAGGED = re.compile(
    r"(?P<thread>[\w-]{1,60})\|(?: [^|]{0,80}\|)? (?:(?P<level>[A-Z])(?P<number>\d{3})\+?: ?)?(?P<text>.*)", re.DOTALL
)
VOB = re.compile(rf"(?:{TIME}:? )?\[\w+\] \d+us: \[(?:vob|esx)\.[\w.]+\] (?P<text>.*)", re.DOTALL)
"""vobd.log: what the vmkernel observed, put into words."""
BRACKETS = re.compile(
    rf"(?:(?P<outer>{STAMP}) )?\[(?:{TIME} )?(?P<thread>\w{{1,20}}) {LEVEL} '(?P<subject>[^']*)'"
    r"(?P<fields>[^\]]*)\] ?(?P<text>.*)",
    re.DOTALL,
)
VMX8 = re.compile(
    rf"(?:{TIME}|(?P<odd>\S{{1,40}})) {LEVEL8}\+? (?P<thread>[\w-]+) (?:-|\S{{1,40}}) (?P<text>.*)", re.DOTALL
)
VMX_PIPES = re.compile(
    r"(?P<time>[^|]{1,60})\| (?P<thread>[^|]{1,60})\|(?: [^|]{0,80}\|)? (?P<level>[A-Z])(?P<number>\d{3})\+?: ?(?P<text>.*)",
    re.DOTALL,
)
VMX4 = re.compile(r"(?P<time>[^|]{1,60}): (?P<thread>[\w-]{1,60})\| (?P<text>.*)", re.DOTALL)
FIELD = re.compile(r"(?:^|\s)(sub|opID|user|sid)=(.*?)(?=\s(?:sub|opID|user|sid|item|req|reason)=|$)")
