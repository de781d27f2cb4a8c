; T2m.ends: After (M-S)/d reads what is left fits the threshold: pre-copy ends within them.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const S Real)
(declare-const V Real)
(declare-const d Real)
(declare-const k Real)
; so far: after k reads at most M - k d is left
(assert (<= (+ V (* k d)) M))
; gain of a window: burst below the gain of a window: d = (R-rho) tau - sigma > 0
(assert (< 0.0 d))
; enough reads: k is at least (M-S)/d
(assert (<= (/ (- M S) d) k))
; negated conclusion
(assert (not (<= V S)))
(check-sat)
