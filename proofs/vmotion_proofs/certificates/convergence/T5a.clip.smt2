; T5a.clip: A stun at its limit is enough when the limit reaches the peak.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const B Real)
(declare-const D_eff Real)
(declare-const D_max Real)
(declare-const d_use Real)
(declare-const run Real)
; at the largest stun: the stun is at its limit, 1-theta_max = run
(assert (<= D_eff (* run d_use)))
; reach: (1-theta_max) D_max is within the bound
(assert (<= (* run D_max) B))
; peak demand: demand never exceeds D_max
(assert (<= d_use D_max))
; run share: the run share is not negative
(assert (<= 0.0 run))
; negated conclusion
(assert (not (<= D_eff B)))
(check-sat)
