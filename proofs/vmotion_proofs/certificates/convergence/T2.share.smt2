; T2.share: The accounting in bytes per second: (R-rho) y <= R m.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const R Real)
(declare-const l Real)
(declare-const m Real)
(declare-const rho Real)
(declare-const x Real)
(declare-const y Real)
; accounting: (1-l) y + b <= m
(assert (<= (+ (* (- 1.0 l) y) x) m))
; bound: b is not negative
(assert (<= 0.0 x))
; ratio: l = rho/R
(assert (= (* l R) rho))
; link is up: the link sends at all
(assert (< 0.0 R))
; negated conclusion
(assert (not (<= (* (- R rho) y) (* R m))))
(check-sat)
