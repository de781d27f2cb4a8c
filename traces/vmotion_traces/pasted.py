"""What stands before a record where somebody put it together: marks of a quotation, of a list, of `grep` and of `cat -n`."""

QUOTED = r"(?:[ \t]*[>|])*[ \t]*"
"""Marks of a quotation, and the indent."""
FOUND = (
    "(?:(?:[-*]|\N{BULLET})[ \t]+)?"
    r"(?:(?:[A-Za-z]:)?[\w./\\+ -]{0,200}\.(?:log|hlog|txt|gz|csv|json)(?:\.\d{1,3}|\.gz|\.txt){0,3}[:-])?"
    r"(?:\d{1,9}(?:[:.)-][ \t]*|[ \t]+))?"
)
"""A bullet, the name of the file that a search found the line in, and the number of the line: only before a record."""
