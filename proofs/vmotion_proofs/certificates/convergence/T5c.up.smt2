; T5c.up: The busy interval leaves R more (per interval of length one).
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const b Real)
(declare-const b2 Real)
(declare-const d_high Real)
; no stun: after an idle interval nothing is stunned
(assert (<= (- (+ b d_high) R) b2))
; high demand: the guest wants 2 R or more
(assert (<= (* 2.0 R) d_high))
; negated conclusion
(assert (not (<= (+ b R) b2)))
(check-sat)
