; T4.quota-step: Each further interval costs a whole interval of time.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const c2 Real)
(declare-const e Real)
(declare-const e2 Real)
(declare-const m Real)
; touched: m intervals touched took (m-2) I or more
(assert (<= (* (- m 2.0) I) e))
; tick: the next tick is an interval later
(assert (<= (+ e I) e2))
; next interval: it touches one more
(assert (= c2 (+ m 1.0)))
; negated conclusion
(assert (not (<= (* (- c2 2.0) I) e2)))
(check-sat)
