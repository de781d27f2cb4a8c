; T7.base: The bound holds after round 0.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const W Real)
(declare-const k Real)
(declare-const x Real)
; round 0: round 0 sends M bytes
(assert (and (= x M) (= k 0.0)))
; negated conclusion
(assert (not (<= x (+ M (* k W)))))
(check-sat)
