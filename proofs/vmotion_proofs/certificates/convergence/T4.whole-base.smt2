; T4.whole-base: Without a vCPU nothing is dirtied.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const a Real)
(declare-const n Real)
(declare-const s Real)
(declare-const tau Real)
; no vCPU: no vCPU, no page
(assert (and (= a 0.0) (= n 0.0)))
; negated conclusion
(assert (not (<= (* a s) (* n (+ s tau)))))
(check-sat)
