; T7.factor: Xen legacy's cap.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const M Real)
(declare-const W Real)
(declare-const c Real)
(declare-const last Real)
(declare-const live Real)
(declare-const x Real)
; byte cap: a live round starts only while at most c M were sent
(assert (<= x (* c M)))
; live round: one more live round of at most W
(assert (<= live W))
; stop round: the stop round of at most W
(assert (<= last W))
; negated conclusion
(assert (not (<= (+ (+ x live) last) (+ (* c M) (* 2.0 W)))))
(check-sat)
