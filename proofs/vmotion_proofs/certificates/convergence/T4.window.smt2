; T4.window: One vCPU dirties at most 1 + tau/s pages in tau.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const c Real)
(declare-const e Real)
(declare-const s Real)
(declare-const tau Real)
; counted: c pages so far took (c-1) s seconds or more
(assert (<= (* (- c 1.0) s) e))
; window: the last page lies inside the window
(assert (<= e tau))
; negated conclusion
(assert (not (<= (* c s) (+ s tau))))
(check-sat)
