; T4.count-step: Each further page costs another sleep.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const c Real)
(declare-const c2 Real)
(declare-const e Real)
(declare-const e2 Real)
(declare-const s Real)
; counted: c pages so far took (c-1) s seconds or more
(assert (<= (* (- c 1.0) s) e))
; stun: after a first write the vCPU sleeps s or longer
(assert (<= (+ e s) e2))
; next page: one trace is one page
(assert (= c2 (+ c 1.0)))
; negated conclusion
(assert (not (<= (* (- c2 1.0) s) e2)))
(check-sat)
