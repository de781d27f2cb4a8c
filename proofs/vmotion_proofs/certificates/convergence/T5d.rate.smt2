; T5d.rate: The stunned guest dirties as fast as the link sends: T3b applies.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const D Real)
(declare-const D_eff Real)
(declare-const R Real)
(declare-const theta Real)
(declare-const theta_max Real)
; stunned guest: a stun of theta takes at most that share
(assert (<= (* (- 1.0 theta) D) D_eff))
; stun at most theta_max: the policy stuns no harder
(assert (<= theta theta_max))
; demand: demand is not negative
(assert (<= 0.0 D))
; out of reach: the hardest stun leaves R or more
(assert (<= R (* (- 1.0 theta_max) D)))
; negated conclusion
(assert (not (<= R D_eff)))
(check-sat)
