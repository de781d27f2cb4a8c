; rounds.bernoulli-base: (1+d)^0 >= 1.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const d Real)
(declare-const k Real)
(declare-const q Real)
; start: q starts at 1
(assert (and (= q 1.0) (= k 0.0)))
; negated conclusion
(assert (not (<= (+ 1.0 (* k d)) q)))
(check-sat)
