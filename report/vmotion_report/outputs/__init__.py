"""The reports of a check for people and pipelines, all made from one value.

``outcome`` says what that value is, ``judging`` makes it of a check or of proposals; each other module is one format:
``as_json``, ``as_junit``, ``as_sarif``, ``as_markdown``; ``as_test`` writes counterexamples as a file for pytest. ``places``
knows where something is defined. ``check.schema.json`` is the JSON Schema of the JSON form. Texts of a change stand in all of
them, and each format quotes them in its own way.
"""
