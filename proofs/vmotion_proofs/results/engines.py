"""What can be asked to judge a model, by the names of ``--engine``. Nothing is imported here: the command line names them too."""

AUTO, EXPLICIT, INDUCTION, SPACER = "auto", "explicit", "induction", "spacer"
ENGINES = (AUTO, EXPLICIT, INDUCTION, SPACER)
