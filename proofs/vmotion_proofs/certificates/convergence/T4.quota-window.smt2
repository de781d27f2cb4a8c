; T4.quota-window: One vCPU dirties at most q (2 + tau/I) pages in tau.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const c Real)
(declare-const m Real)
(declare-const q Real)
(declare-const tau Real)
; touched: m intervals touched
(assert (<= (* (- m 2.0) I) tau))
; quota: q pages in each
(assert (<= c (* m q)))
; quota positive: q >= 0
(assert (<= 0.0 q))
; interval: I >= 0
(assert (<= 0.0 I))
; negated conclusion
(assert (not (<= (* c I) (+ (* 2.0 (* q I)) (* q tau)))))
(check-sat)
