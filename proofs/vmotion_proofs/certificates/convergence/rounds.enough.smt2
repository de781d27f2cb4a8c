; rounds.enough: After enough rounds b is at most S - F.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const b Real)
(declare-const goal Real)
(declare-const m Real)
(declare-const q Real)
(declare-const z Real)
; shrunk so far: b q = m with q = (R/rho)^k
(assert (= (* b q) m))
; grown: q >= z = 1 + k d (Bernoulli)
(assert (<= z q))
; enough rounds: (S-F) z >= m: k >= (m/(S-F) - 1)/d rounds
(assert (<= m (* goal z)))
; counted: z = 1 + k d is positive
(assert (< 0.0 z))
; threshold: floor below the threshold: S - F > 0
(assert (< 0.0 goal))
; negated conclusion
(assert (not (<= b goal)))
(check-sat)
