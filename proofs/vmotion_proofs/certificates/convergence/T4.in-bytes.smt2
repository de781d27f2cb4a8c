; T4.in-bytes: Pages in bytes.
; Holds when this is unsatisfiable: hypotheses, and the conclusion negated.
(set-logic ALL)
(declare-const I Real)
(declare-const P Real)
(declare-const tau Real)
(declare-const x Real)
(declare-const y Real)
(declare-const z Real)
; enforced: x I <= y I + z tau
(assert (<= (* x I) (+ (* y I) (* z tau))))
; page: a page is not negative
(assert (<= 0.0 P))
; negated conclusion
(assert (not (<= (* (* P x) I) (+ (* (* P y) I) (* (* P z) tau)))))
(check-sat)
