; T5b.part: A cut interval exceeds eta R by at most X.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_top Real)
(declare-const Delta Real)
(declare-const R Real)
(declare-const eta Real)
(declare-const tau Real)
(declare-const vol Real)
; peak: a cut interval dirties at most the peak of all writers
(assert (<= vol (* tau D_top)))
; part: it is no longer than an interval
(assert (<= tau Delta))
; under peak: otherwise nothing needs a stun
(assert (<= (* eta R) D_top))
; negated conclusion
(assert (not (<= (- vol (* tau (* eta R))) (* Delta (- D_top (* eta R))))))
(check-sat)
