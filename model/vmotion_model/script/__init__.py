"""Scripts: runs of a model written down, one step per line, read as data and played on the machines.

::

    # The acknowledgement is lost            a comment before the first step is the title
    set nfs.same_path=false                  a condition, as of ``--set``: before all steps; what is not set is healthy
    request                                  a command of the model
    elapse 10                                time passes, in whole seconds
    expect source.vm == RUNNING              an expression of the language that must hold now
    refused resume: nobody holds the disk    the command cannot be done now: exactly these conjuncts fail (";" between two)
    repeat 40                                the lines up to "end", so many times
        send_batch
    end

Without a line that sets a condition any failure may come; with one, only those that have a cause there. Nothing in a script
is executed but the commands of the model.
"""

from .playing import DisabledError, PlayedRun, PlayedStep, PlayError, play, write_script
from .reading import MAX_CHARACTERS, MAX_NESTING, MAX_STEPS, load_script, read_script, title_of
from .statements import Script, ScriptError

__all__ = [
    "MAX_CHARACTERS",
    "MAX_NESTING",
    "MAX_STEPS",
    "DisabledError",
    "PlayError",
    "PlayedRun",
    "PlayedStep",
    "Script",
    "ScriptError",
    "load_script",
    "play",
    "read_script",
    "title_of",
    "write_script",
]
