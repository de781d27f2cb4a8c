; T3c.base: At the start at least x bytes are left.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const x Real)
; first round: the first round sends the whole memory
(assert (= V M))
; memory above the trap: the memory is at least x
(assert (<= x M))
; negated conclusion
(assert (not (<= x V)))
(check-sat)
