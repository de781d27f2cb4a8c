; T8.ram: The last set takes at most (1+e) DT.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const DT Real)
(declare-const R_hat Real)
(declare-const R_sw Real)
(declare-const V Real)
(declare-const e Real)
(declare-const t_f Real)
; decision: what is left fits the goal at the estimate
(assert (<= V (* R_hat DT)))
; estimate: the estimate is at most (1+e) R_sw
(assert (<= R_hat (* (+ 1.0 e) R_sw)))
; goal: the goal is not negative
(assert (<= 0.0 DT))
; final phase: the last set takes V/R_sw
(assert (= (* t_f R_sw) V))
; link is up: the switchover sends at all
(assert (< 0.0 R_sw))
; negated conclusion
(assert (not (<= t_f (* (+ 1.0 e) DT))))
(check-sat)
