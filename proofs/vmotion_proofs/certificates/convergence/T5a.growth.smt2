; T5a.growth: Growth multiplies what is left.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const B Real)
(declare-const D_eff Real)
(declare-const d Real)
(declare-const d_use Real)
(declare-const g Real)
(declare-const run Real)
; stunned guest: the stunned guest dirties its run share of demand
(assert (<= D_eff (* run d_use)))
; growth: demand grew by at most 1+g
(assert (<= d_use (* (+ 1.0 g) d)))
; run share: the run share is not negative
(assert (<= 0.0 run))
; held: run share times measured demand is at most B
(assert (<= (* run d) B))
; growth bound: the factor is not negative
(assert (<= 0.0 (+ 1.0 g)))
; negated conclusion
(assert (not (<= D_eff (* (+ 1.0 g) B))))
(check-sat)
