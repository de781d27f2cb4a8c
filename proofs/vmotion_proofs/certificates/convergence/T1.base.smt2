; T1.base: The bound holds before the first round.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const b Real)
; first round: the first round sends the whole memory
(assert (= V M))
; bound starts: b starts at M
(assert (= b M))
; negated conclusion
(assert (not (<= V b)))
(check-sat)
