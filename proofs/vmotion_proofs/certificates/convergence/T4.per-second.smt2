; T4.per-second: Per second what is allowed per interval.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const tau Real)
(declare-const x Real)
(declare-const y Real)
(declare-const z Real)
; enforced: x I <= y I + z tau
(assert (<= (* x I) (+ (* y I) (* z tau))))
; interval: I > 0
(assert (< 0.0 I))
; negated conclusion
(assert (not (<= x (+ y (* (/ z I) tau)))))
(check-sat)
