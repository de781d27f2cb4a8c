; T4.sum-step: All vCPUs together dirty at most n (1 + tau/s) pages.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const B Real)
(declare-const a Real)
(declare-const a2 Real)
(declare-const c Real)
(declare-const n Real)
; sum so far: n vCPUs dirty at most n times one vCPU's bound
(assert (<= a (* n B)))
; one more: one more vCPU
(assert (= a2 (+ a c)))
; each: it is bounded like the others
(assert (<= c B))
; negated conclusion
(assert (not (<= a2 (* (+ n 1.0) B))))
(check-sat)
