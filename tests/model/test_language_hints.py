"""Expressions as other languages write them: the error stands at the word or sign, and says what is written here."""

import pytest

from vmotion_model.language import SHARED, Boolean, Enumeration, ExpressionError, Integer, Scope, Var, parse

A: Var[bool] = Var("a", Boolean(), SHARED, False)
B: Var[bool] = Var("b", Boolean(), SHARED, False)
N: Var[int] = Var("n", Integer(0, 5), SHARED, 0)
E: Var[str] = Var("e", Enumeration("Kind", ("READY", "DONE")), SHARED, "DONE")
SCOPE = Scope({"a": A, "b": B, "n": N, "e": E}, {})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a ¤&& b", "in place of && write and"),
        ("a ¤|| b", "in place of || write or"),
        ("a and ¤! b", "in place of ! write not"),
        ("a ¤=> b", "in place of => write not A or B"),
        ("a ¤-> b", "in place of -> write not A or B"),
        ("a ¤==> b && a", "in place of ==> write not A or B"),
        ("a ¤<=> b", "in place of <=> write A == B"),
        ("e ¤= READY", "in place of = write == to compare"),
        ("n ¤=< 3", "in place of =< write <="),
        ("n ¤<> 3", "in place of <> write !="),
        ("a ¤AND b", "in place of AND write and"),
        ("¤NOT a", "in place of NOT write not"),
        ("a ¤? b : a", "in place of ? write A if CONDITION else B"),
        ("n <= ¤3 s", "in place of 3 s write the number alone"),
        ("a == ¤true", "did you mean 'True'?"),
        ("a == ¤no", "did you mean 'False'?"),
        ("e == ¤'READY'", "values stand without quotes"),
        ("e == ¤ready", "did you mean 'READY'?"),
        ("¤a & b", "& is not part of the language; write 'and'"),
        ("¤a | b", "| is not part of the language; write 'or'"),
        ("¤~a", "~ is not part of the language; write 'not'"),
        ("¤e is READY", "write == for is"),
    ],
)
def test_the_error_says_what_is_written_here(text: str, message: str) -> None:
    before, _, after = text.partition("¤")
    with pytest.raises(ExpressionError) as caught:
        parse(before + after, SCOPE, Boolean())
    assert caught.value.offset == len(before)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["n <= 3", "a != b", "e == READY and n >= 2", "n != 3", "e in {READY, DONE}"])
def test_what_is_right_is_read(text: str) -> None:
    parse(text, SCOPE, Boolean())
