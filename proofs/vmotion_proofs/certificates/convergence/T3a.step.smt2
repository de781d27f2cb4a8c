; T3a.step: After one round what is left fits.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const S Real)
(declare-const V2 Real)
(declare-const W Real)
(declare-const u Real)
; dirty: what is left is what was dirtied
(assert (<= V2 u))
; working set: never more than W is dirty
(assert (<= u W))
; fits: the working set fits the threshold
(assert (<= W S))
; negated conclusion
(assert (not (<= V2 S)))
(check-sat)
