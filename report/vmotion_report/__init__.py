"""The page that people look at: one self-contained HTML file made from results, and the same page with the model behind it.

Start with ``subjects`` (what a page can be about), then ``page`` (data to HTML) and ``server`` (``vmotion explore``). What the
page does in the browser is in ``report/src``; its bundle lies in ``assets``.
"""

from .page import AssetError, page
from .subjects import of_change, of_check, of_convergence, of_model, of_trace

__all__ = ["AssetError", "of_change", "of_check", "of_convergence", "of_model", "of_trace", "page"]
