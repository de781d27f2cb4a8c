; T5b.last: After J raises no interval is over eta R: there are at most J.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_max Real)
(declare-const Delta Real)
(declare-const R Real)
(declare-const eta Real)
(declare-const run Real)
(declare-const vol Real)
; fully raised: after J raises the run share is low enough
(assert (<= (* run D_max) (* eta R)))
; stunned guest: an interval dirties its run share of the peak
(assert (<= vol (* Delta (* run D_max))))
; interval: an interval is not negative
(assert (<= 0.0 Delta))
; negated conclusion
(assert (not (<= vol (* Delta (* eta R)))))
(check-sat)
