; T2.round-zero: Zero pages that are written before they are sent: round 0 sends at most (Z + sigma)/(1-l) bytes.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const V Real)
(declare-const Z Real)
(declare-const l Real)
(declare-const sigma Real)
(declare-const u Real)
(declare-const x Real)
; round zero: round 0 sends Z bytes, and in full the zero pages written meanwhile
(assert (<= V (+ Z u)))
; envelope: U(T) <= sigma + rho T
(assert (<= u (+ sigma x)))
; dirtied: rho T =: x <= l V (rounds.dirtied)
(assert (<= x (* l V)))
; negated conclusion
(assert (not (<= (* (- 1.0 l) V) (+ Z sigma))))
(check-sat)
