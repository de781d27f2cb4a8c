; T5b.base: No excess before the first interval.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const E Real)
(declare-const X Real)
(declare-const j Real)
; start: no raise and no excess yet
(assert (and (= E 0.0) (= j 0.0)))
; negated conclusion
(assert (not (<= E (* j X))))
(check-sat)
