; T2.floor-share: The floors' share of k rounds is k F/R.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const x Real)
(declare-const y Real)
; clock: y = t - s takes k F =: x bytes at R
(assert (= (* y R) x))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (<= y (/ x R))))
(check-sat)
