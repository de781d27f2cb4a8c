; T4.count-base: The first page may come at once.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const c Real)
(declare-const e Real)
(declare-const s Real)
; first page: the first page of the window
(assert (= c 1.0))
; clock: no time before the window
(assert (<= 0.0 e))
; negated conclusion
(assert (not (<= (* (- c 1.0) s) e)))
(check-sat)
