; T2.over: The round's time beyond F/R is at most b/R: the accounting holds for time as for bytes.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const R Real)
(declare-const T Real)
(declare-const V Real)
(declare-const b Real)
(declare-const y Real)
; link: the link never sends slower than R: the round of V bytes lasts at most V/R
(assert (<= (* T R) V))
; below the bound: so far V <= F + b
(assert (<= V (+ F b)))
; beyond the floor: y = T R - F
(assert (= (+ y F) (* T R)))
; negated conclusion
(assert (not (<= y b)))
(check-sat)
