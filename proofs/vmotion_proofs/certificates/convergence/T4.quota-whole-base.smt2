; T4.quota-whole-base: Without a vCPU nothing is dirtied.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const a Real)
(declare-const n Real)
(declare-const q Real)
(declare-const tau Real)
; no vCPU: no vCPU, no page
(assert (and (= a 0.0) (= n 0.0)))
; negated conclusion
(assert (not (<= (* a I) (* n (* q (+ (* 2.0 I) tau))))))
(check-sat)
