; T7.step: Each round adds at most W.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const V Real)
(declare-const W Real)
(declare-const k Real)
(declare-const k2 Real)
(declare-const x Real)
(declare-const x2 Real)
; bytes so far: at most M + k W so far
(assert (<= x (+ M (* k W))))
; round: one more round sends V bytes
(assert (and (= x2 (+ x V)) (= k2 (+ k 1.0))))
; working set: never more than W is dirty
(assert (<= V W))
; negated conclusion
(assert (not (<= x2 (+ M (* k2 W)))))
(check-sat)
