; T4.whole-vcpu: One more vCPU adds at most 1 + tau/s pages.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const a Real)
(declare-const a2 Real)
(declare-const c Real)
(declare-const e Real)
(declare-const n Real)
(declare-const n2 Real)
(declare-const s Real)
(declare-const tau Real)
; invariant: n vCPUs dirty at most n (1 + tau/s) pages
(assert (<= (* a s) (* n (+ s tau))))
; one more: one more vCPU with its c pages
(assert (and (= a2 (+ a c)) (= n2 (+ n 1.0))))
; counted: its c pages took (c-1) s seconds or more
(assert (<= (* (- c 1.0) s) e))
; window: they lie inside the window
(assert (<= e tau))
; by T4.window: One vCPU dirties at most 1 + tau/s pages in tau.
(assert (=> (and (<= (* (- c 1.0) s) e) (<= e tau)) (<= (* c s) (+ s tau))))
; negated conclusion
(assert (not (<= (* a2 s) (* n2 (+ s tau)))))
(check-sat)
