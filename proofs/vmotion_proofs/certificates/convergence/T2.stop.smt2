; T2.stop: What is left fits the threshold: pre-copy ends.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const F Real)
(declare-const S Real)
(declare-const V Real)
(declare-const b Real)
; below the bound: so far V <= F + b
(assert (<= V (+ F b)))
; enough rounds: b <= S - F (rounds.enough)
(assert (<= b (- S F)))
; negated conclusion
(assert (not (<= V S)))
(check-sat)
