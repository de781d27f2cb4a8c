; T5a.engaged: A guest that always dirties so fast is always seen to, and stunned.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D_hat Real)
(declare-const R_hat Real)
(declare-const k Real)
(declare-const x Real)
(declare-const y Real)
; dirty estimate: D_hat >= (1-e_D) d
(assert (<= x D_hat))
; rate estimate: R_hat <= (1+e_R) R
(assert (<= R_hat y))
; clearly too fast: k (1-e_D) d > (1+e_R) R
(assert (< y (* k x)))
; ratio: the ratio under which the stun engages is not negative
(assert (<= 0.0 k))
; negated conclusion
(assert (not (< R_hat (* k D_hat))))
(check-sat)
