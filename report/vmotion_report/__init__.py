"""What results become for others: the page that people look at, and the reports that pipelines read.

The page is one self-contained HTML file, and the same with the model behind it: start with ``subjects`` (what a page can be
about), then ``page`` (data to HTML) and ``server`` (``vmotion explore``). What it does in the browser is in ``report/src``; its
bundle lies in ``assets``. The reports of a check are in ``outputs``. Nothing is imported here: a report must not wait for what
a page needs.
"""
