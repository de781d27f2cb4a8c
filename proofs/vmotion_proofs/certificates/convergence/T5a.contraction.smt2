; T5a.contraction: The stunned guest is slower than the link: T2's hypothesis.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_eff Real)
(declare-const R Real)
(declare-const R_use Real)
(declare-const c Real)
(declare-const cut Real)
; effective rate: dirty rate at most c R
(assert (<= D_eff (* c R)))
; bounded drop: the link keeps the share 1-b
(assert (<= (* cut R) R_use))
; contraction: c < 1-b, that is l' < 1
(assert (< c cut))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (< D_eff R_use)))
(check-sat)
