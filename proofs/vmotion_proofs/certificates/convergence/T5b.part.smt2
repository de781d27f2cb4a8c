; T5b.part: A cut interval exceeds eta R by at most X.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_max Real)
(declare-const Delta Real)
(declare-const R Real)
(declare-const eta Real)
(declare-const tau Real)
(declare-const vol Real)
; peak demand: a cut interval dirties at most the peak
(assert (<= vol (* tau D_max)))
; part: it is no longer than an interval
(assert (<= tau Delta))
; under peak: otherwise nothing needs a stun
(assert (<= (* eta R) D_max))
; negated conclusion
(assert (not (<= (- vol (* tau (* eta R))) (* Delta (- D_max (* eta R))))))
(check-sat)
