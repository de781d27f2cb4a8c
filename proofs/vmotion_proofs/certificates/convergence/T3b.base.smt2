; T3b.base: At the start at least the working set is left.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const W Real)
; first round: the first round sends the whole memory
(assert (= V M))
; memory above the working set: the memory is at least the working set
(assert (<= W M))
; negated conclusion
(assert (not (<= W V)))
(check-sat)
