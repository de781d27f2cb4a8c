; T4.quota-base: A window inside one interval touches one.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const e Real)
(declare-const m Real)
; no tick yet: the window begins inside one interval
(assert (= m 1.0))
; clock: no time before the window
(assert (<= 0.0 e))
; interval: an interval is not negative
(assert (<= 0.0 I))
; negated conclusion
(assert (not (<= (* (- m 2.0) I) e)))
(check-sat)
