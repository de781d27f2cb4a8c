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
; accounting: (R-rho) s <= m, s = seconds beyond the floors' share; d = R - rho
(assert (<= (* d A) m))
; clock: t = s + k F/R
(assert (= (* (- t A) R) (* k F)))
; slower than the link: rho < R
(assert (< 0.0 d))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (<= t (+ (/ (- (+ m F) F) (- R (- R d))) (/ (* k F) R)))))
(check-sat)
