; T7.switch-or-fail: Exactly one of the two.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const done Real)
(declare-const failed Real)
(declare-const limit Real)
(declare-const t Real)
; switched: switched in time
(assert (and (=> (= done 1.0) (<= t limit)) (=> (<= t limit) (= done 1.0))))
; failed: failed after it
(assert (and (=> (= failed 1.0) (< limit t)) (=> (< limit t) (= failed 1.0))))
; negated conclusion
(assert (not (and (or (= done 1.0) (= failed 1.0)) (not (and (= done 1.0) (= failed 1.0))))))
(check-sat)
