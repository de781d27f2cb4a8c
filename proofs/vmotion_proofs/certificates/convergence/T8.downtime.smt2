; T8.downtime: So downtime is at most (1+e) DT + T_fix.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const DT Real)
(declare-const T_fix Real)
(declare-const down Real)
(declare-const e Real)
(declare-const t_f Real)
; last set: the last set takes at most (1+e) DT
(assert (<= t_f (* (+ 1.0 e) DT)))
; downtime: downtime is the last set and T_fix
(assert (= down (+ t_f T_fix)))
; negated conclusion
(assert (not (<= down (+ (* (+ 1.0 e) DT) T_fix))))
(check-sat)
