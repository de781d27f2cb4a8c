; T2m.reads: After k reads at most M - k d is left, so it fits S after (M-S)/d of them.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const V2 Real)
(declare-const d Real)
(declare-const k Real)
; so far: after k reads at most M - k d is left
(assert (<= (+ V (* k d)) M))
; falls: a round takes off d = (R-rho) tau - sigma or more
(assert (<= V2 (- V d)))
; negated conclusion
(assert (not (<= (+ V2 (* (+ k 1.0) d)) M)))
(check-sat)
