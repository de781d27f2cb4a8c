; T2.time-formula: The time bound that is computed is the one that is proved.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const A Real)
(declare-const F Real)
(declare-const R Real)
(declare-const d Real)
(declare-const k Real)
(declare-const m Real)
(declare-const t Real)
; beyond the floors: s <= m/(R-rho); d = R - rho
(assert (<= A (/ m d)))
; floors' share: t - s <= k F/R
(assert (<= (- t A) (/ (* k F) R)))
; negated conclusion
(assert (not (<= t (+ (/ (- (+ m F) F) (- R (- R d))) (/ (* k F) R)))))
(check-sat)
