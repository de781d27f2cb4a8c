; T4.quota-whole-vcpu: One more vCPU adds at most q (2 + tau/I) pages.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const a Real)
(declare-const a2 Real)
(declare-const c Real)
(declare-const m Real)
(declare-const n Real)
(declare-const n2 Real)
(declare-const q Real)
(declare-const tau Real)
; invariant: n vCPUs dirty at most n q (2 + tau/I) pages
(assert (<= (* a I) (* n (* q (+ (* 2.0 I) tau)))))
; one more: one more vCPU with its c pages
(assert (and (= a2 (+ a c)) (= n2 (+ n 1.0))))
; touched: the window touches m intervals
(assert (<= (* (- m 2.0) I) tau))
; quota: it dirties q pages in each
(assert (<= c (* m q)))
; quota positive: q >= 0
(assert (<= 0.0 q))
; interval: I >= 0
(assert (<= 0.0 I))
; by T4.quota-window: One vCPU dirties at most q (2 + tau/I) pages in tau.
(assert (=> (and (and (and (<= (* (- m 2.0) I) tau) (<= c (* m q))) (<= 0.0 q)) (<= 0.0 I)) (<= (* c I) (+ (* 2.0 (* q I)) (* q tau)))))
; negated conclusion
(assert (not (<= (* a2 I) (* n2 (* q (+ (* 2.0 I) tau))))))
(check-sat)
