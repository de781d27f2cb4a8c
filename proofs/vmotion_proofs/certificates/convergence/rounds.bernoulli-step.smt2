; rounds.bernoulli-step: Bernoulli: a power with a base above one outgrows every line, so enough rounds exist.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const d Real)
(declare-const k Real)
(declare-const q Real)
(declare-const q2 Real)
; grown: q >= 1 + k d
(assert (<= (+ 1.0 (* k d)) q))
; growing: q is multiplied by 1 + d = R/rho
(assert (= q2 (* q (+ 1.0 d))))
; rounds: rounds are counted from zero
(assert (<= 0.0 k))
; gap: d = R/rho - 1 is not negative: rho <= R
(assert (<= 0.0 d))
; negated conclusion
(assert (not (<= (+ 1.0 (* (+ k 1.0) d)) q2)))
(check-sat)
