; T2.rounds: Fewer rounds send fewer floors.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const k Real)
(declare-const n Real)
; rounds: k <= n
(assert (<= k n))
; floor positive: F is not negative
(assert (<= 0.0 F))
; negated conclusion
(assert (not (<= (* k F) (* n F))))
(check-sat)
