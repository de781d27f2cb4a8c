; T2.divide: x <= m/d.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const g Real)
(declare-const m Real)
(declare-const x Real)
; accounting: d x <= m
(assert (<= (* g x) m))
; slower than the link: d = R - rho is positive
(assert (< 0.0 g))
; negated conclusion
(assert (not (<= x (/ m g))))
(check-sat)
