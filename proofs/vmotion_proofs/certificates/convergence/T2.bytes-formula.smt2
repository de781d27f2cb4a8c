; T2.bytes-formula: The byte bound that is computed is the one that is proved.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const A Real)
(declare-const F Real)
(declare-const R Real)
(declare-const d Real)
(declare-const k Real)
(declare-const m Real)
(declare-const sent Real)
; accounting: (1-l) times the bytes beyond the floors <= m; d = R - rho
(assert (<= (* d A) (* R m)))
; counter: k floors were sent besides
(assert (= sent (+ A (* k F))))
; slower than the link: rho < R
(assert (< 0.0 d))
; negated conclusion
(assert (not (<= sent (+ (/ (* R (- (+ m F) F)) (- R (- R d))) (* k F)))))
(check-sat)
