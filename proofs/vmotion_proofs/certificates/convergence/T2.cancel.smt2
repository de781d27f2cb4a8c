; T2.cancel: The same in seconds: d x <= m.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const g Real)
(declare-const m Real)
(declare-const x Real)
(declare-const y Real)
; accounting: d y <= R m
(assert (<= (* g y) (* R m)))
; clock: x seconds at R are y bytes
(assert (= (* x R) y))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (<= (* g x) m)))
(check-sat)
