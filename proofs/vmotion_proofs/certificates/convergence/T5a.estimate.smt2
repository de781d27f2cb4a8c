; T5a.estimate: What the control law gives with wrong estimates.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_hat Real)
(declare-const R_hat Real)
(declare-const eta Real)
(declare-const run Real)
(declare-const x Real)
(declare-const y Real)
; control law: the run share 1-theta is at most eta R_hat/D_hat
(assert (<= (* run D_hat) (* eta R_hat)))
; dirty estimate: D_hat >= (1-e_D) d
(assert (<= x D_hat))
; rate estimate: R_hat <= (1+e_R) R
(assert (<= R_hat y))
; run share: the run share is not negative
(assert (<= 0.0 run))
; target: eta is not negative
(assert (<= 0.0 eta))
; negated conclusion
(assert (not (<= (* run x) (* eta y))))
(check-sat)
